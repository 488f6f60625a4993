/** Handing a delivery in, whatever door it comes by: the same checks, the same limits, the same command. */

import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { known } from '../../kernel/assert.ts';
import { canonicalJson } from '../../kernel/hash.ts';
import type { Files } from '../../protocol/arena/acceptance.ts';
import type { handedInSchema } from '../../protocol/arena/delivery.ts';
import { FILES_MEDIA_TYPE } from '../../protocol/arena/files.ts';
import type { SeenDelivery, SeenProject } from '../../protocol/arena/seen/things.ts';
import { type Look, lookOf, projectIn } from '../freelancer/looking.ts';
import type { RouteOptions } from '../route-options.ts';
import { clientOf, eventIn, send } from '../sending.ts';
import { WireError } from '../wire-error.ts';
import { syntaxError } from './judge.ts';
import { deliveryIn } from './present-delivery.ts';
import { partOfKey } from './registering.ts';
import { takeStorage } from './storage.ts';

const CHECK_MS = 30_000;

async function requireMainFile(look: Look, project: SeenProject, files: Files, { judging }: RouteOptions) {
  const acceptance = await judging?.acceptanceOf(look.place.marketId, project.posting.acceptanceHash);
  if (!acceptance || Object.hasOwn(files, acceptance.file)) return;
  throw new WireError({
    status: 400,
    code: 'ProjectExceptionCodes.FILE_MISSING',
    message: `${acceptance.file}: the project asks for this file, and the delivery has none of that name`,
  });
}

/** Whether there is anything to check: what the market will refuse is not looked into. */
function mayDeliver({ place: { seat } }: Look, { award, posting, status }: SeenProject): boolean {
  if (posting.mechanism.kind === 'contest') return status === 'open';
  return award?.status === 'in_progress' && seat.kind === 'participant' && award.freelancerId === seat.participantId;
}

type Checked = z.infer<typeof handedInSchema>['syntax'];

async function checkFiles(files: Files, { judging }: RouteOptions): Promise<Checked> {
  const found = (await judging?.checkSyntax(files, AbortSignal.timeout(CHECK_MS)).catch(ifTimedOut)) ?? null;
  if (found === null) return 'unavailable';
  if (found.length > 0) throw syntaxError(found);
  return 'checked';
}

/** A machine that is too busy to read the files is no reason to refuse them. */
function ifTimedOut(thrown: unknown): null {
  if (thrown instanceof Error && thrown.name === 'TimeoutError') return null;
  throw thrown;
}

/** Refused here in words, before anything is kept: the market would say the same with a number. */
function requireSize({ market }: Look, body: string): number {
  const bytes = Buffer.byteLength(body);
  const most = market.policy?.limits.deliveryBytes ?? 0;
  if (bytes <= most) return bytes;
  throw new WireError({
    status: 400,
    code: 'ProjectExceptionCodes.LIMIT_REACHED',
    message: `files: ${bytes} bytes as JSON; this market takes ${most}`,
  });
}

/** Limited like drafts: what is refused here costs the market nothing, but the sandbox its time. */
async function check(
  look: Look,
  options: RouteOptions,
  project: SeenProject,
  { files, skipSyntaxCheck }: Pick<HandedIn, 'files' | 'skipSyntaxCheck'>,
): Promise<Checked> {
  await requireMainFile(look, project, files, options);
  const { marketId, seat } = look.place;
  const who = seat.kind === 'participant' ? seat.participantId : seat.kind;
  if (skipSyntaxCheck) return 'skipped';
  return options.drafts.run(`check/${marketId}/${who}`, () => checkFiles(files, options));
}

export interface HandedIn {
  readonly projectId: number;
  readonly files: Files;
  /** Hand in whatever the syntax check would find. */
  readonly skipSyntaxCheck: boolean;
  /** The caller's name for this write. */
  readonly key: string;
}

export interface Receipt {
  readonly look: Look;
  readonly delivery: SeenDelivery;
  readonly syntax: Checked;
}

/** Hands the files in for the caller; refusals are thrown as answers of the wire. */
export async function handIn(request: FastifyRequest, options: RouteOptions, given: HandedIn): Promise<Receipt> {
  const { projectId, files, key } = given;
  const look = await lookOf(request, options);
  const project = projectIn(look, projectId);
  const client = clientOf(look.place);
  const body = canonicalJson(files);
  const bytes = requireSize(look, body);
  const syntax = mayDeliver(look, project) ? await check(look, options, project, given) : 'skipped';
  await takeStorage(request, options, body.length);
  const filesHash = await client.put({ mediaType: FILES_MEDIA_TYPE, nonce: partOfKey(key, 'files'), body });
  const command = { type: 'SubmitDelivery', projectId: project.projectId, filesHash, bytes } as const;
  const submitted = eventIn(await send(look.place, key, command), 'DeliverySubmitted');
  return { look, delivery: deliveryIn(look, known(submitted?.deliveryId, 'new delivery')), syntax };
}
