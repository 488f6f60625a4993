/** Deliveries and verdicts as their viewer may see them. */

import type { z } from 'zod';
import { type Files, filesSchema } from '../../protocol/arena/acceptance.ts';
import { evidenceSchema } from '../../protocol/arena/delivery.ts';
import type { SeenDelivery, SeenDocument, SeenVerdict } from '../../protocol/arena/seen/things.ts';
import type { Look } from '../freelancer/looking.ts';
import type { RouteOptions } from '../route-options.ts';
import { WireError } from '../wire-error.ts';

export function deliveryIn({ market }: Look, wanted: number): SeenDelivery {
  const delivery = market.deliveries.get(wanted as SeenDelivery['deliveryId']);
  if (delivery !== undefined) return delivery;
  throw new WireError({
    status: 404,
    code: 'ProjectExceptionCodes.DELIVERY_NOT_FOUND',
    message: `Delivery ${wanted} not found`,
  });
}

export function presentVerdict({ scoreBps, casesPassed, caseCount, shareBps, at, evidence }: SeenVerdict): object {
  return { scoreBps, casesPassed, caseCount, shareBps, at, hasEvidence: evidence !== null };
}

export async function presentDelivery(look: Look, { texts }: RouteOptions, one: SeenDelivery): Promise<object> {
  const { marketId, viewer } = look.place;
  const { files, verdict, comment, ...rest } = one;
  return {
    ...rest,
    filesHash: files?.hash ?? null,
    verdict: verdict === null ? null : presentVerdict(verdict),
    comment: comment === null ? null : await texts.text(marketId, viewer, comment),
  };
}

/** The document as JSON of this form; null where it is erased or is no such thing. */
async function readJson<T>(
  { place }: Look,
  { texts }: RouteOptions,
  document: SeenDocument | null,
  schema: z.ZodType<T>,
): Promise<T | null> {
  const body = document === null ? null : await texts.text(place.marketId, place.viewer, document);
  if (body === null) return null;
  try {
    const parsed = schema.safeParse(JSON.parse(body));
    return parsed.success ? parsed.data : null;
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return null;
    throw thrown;
  }
}

export const evidenceOf = (look: Look, options: RouteOptions, { verdict }: SeenDelivery) =>
  readJson(look, options, verdict?.evidence ?? null, evidenceSchema);

/** Null where this viewer may not read them, or they were erased. */
export const filesOf = (look: Look, options: RouteOptions, { files }: SeenDelivery): Promise<Files | null> =>
  readJson(look, options, files, filesSchema);
