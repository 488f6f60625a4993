/** What moved in somebody's accounts, line for line, with what was in them after each. */

import type { z } from 'zod';
import type { ParticipantId } from '../../kernel/id.ts';
import type { StatementLine, statementSchema } from '../../protocol/arena/ledger.ts';
import type { Place } from '../caller.ts';
import type { Look } from '../freelancer/looking.ts';
import type { RouteOptions } from '../route-options.ts';
import { problems } from '../wire-error.ts';
import type { Movement } from './ledgers.ts';

/** Whose accounts the caller asks about. */
function accountHolder({ seat }: Place, wanted: number | undefined): ParticipantId {
  if (seat.kind === 'participant') {
    if (wanted === undefined || wanted === Number(seat.participantId)) return seat.participantId;
    throw problems.notAllowed(`participant: you are participant ${seat.participantId}`);
  }
  if (wanted === undefined) throw problems.badForm('participant: whose accounts?');
  return wanted as ParticipantId;
}

type Balanced = Omit<StatementLine, 'title'>;

/** The movements of one participant with the balance of their account after each. */
function balanced(movements: readonly Movement[], holder: ParticipantId): readonly Balanced[] {
  const balances = { wallet: 0, outlay: 0 };
  return movements.flatMap(({ participantId, ...line }) => {
    if (participantId !== holder) return [];
    balances[line.account] += line.amountCents;
    return [{ ...line, balanceCents: balances[line.account] }];
  });
}

async function titled({ place, market }: Look, { texts }: RouteOptions, line: Balanced): Promise<StatementLine> {
  const project = market.projects.get(line.projectId as never);
  if (project === undefined) return { ...line, title: null };
  const { title } = await texts.posting(place.marketId, place.viewer, project.document);
  return { ...line, title };
}

/** One page of the statement; a 400, 403 or 404 where it is not the caller's to have. */
export async function statementOf(
  look: Look,
  options: RouteOptions,
  wanted: number | undefined,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<z.input<typeof statementSchema>> {
  const { place, market } = look;
  const participantId = accountHolder(place, wanted);
  if (!market.participants.has(participantId)) throw problems.notFound(`Participant ${participantId}`);
  const all = balanced(await options.ledgers.movements(place.marketId, place.viewer), participantId);
  const page = all.slice(offset, offset + limit);
  const balanceOf = (account: string): number => all.findLast((line) => line.account === account)?.balanceCents ?? 0;
  return {
    participantId,
    currency: market.policy?.currency ?? 'USD',
    walletCents: balanceOf('wallet'),
    outlayCents: balanceOf('outlay'),
    count: all.length,
    lines: await Promise.all(page.map((line) => titled(look, options, line))),
  };
}
