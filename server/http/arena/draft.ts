/** A draft run, whatever door it is asked for by: the files against the visible cases. It changes nothing. */

import type { Files } from '../../protocol/arena/acceptance.ts';
import type { Draft } from '../../protocol/arena/delivery.ts';
import { type Look, projectIn } from '../freelancer/looking.ts';
import type { RouteOptions } from '../route-options.ts';
import { problems, WireError } from '../wire-error.ts';
import { judgeOf, notJudged } from './judge.ts';

/** A draft that is not through by then is ended: its cases are bounded, so the machine is busy. */
const DRAFT_MS = 60_000;

export async function runDraft(look: Look, options: RouteOptions, wanted: number, files: Files): Promise<Draft> {
  const { posting, projectId } = projectIn(look, wanted);
  const judge = judgeOf(options);
  const { marketId, seat } = look.place;
  if (seat.kind !== 'participant') throw problems.notAllowed('Only a freelancer of this market tries drafts out');
  if (Buffer.byteLength(JSON.stringify(files)) > (look.market.policy?.limits.deliveryBytes ?? 0)) {
    throw problems.badForm('files: larger than a delivery may be in this market');
  }
  const signal = AbortSignal.timeout(DRAFT_MS);
  const draft = await options.drafts.run(`${marketId}/${seat.participantId}`, () =>
    judge.draft(marketId, posting.acceptanceHash, files, signal).catch((thrown: unknown) => {
      if (!signal.aborted) throw thrown;
      throw new WireError({
        status: 503,
        code: 'ExceptionCodes.UNAVAILABLE',
        message: 'The machine is too busy to finish this draft; send it again later',
        retryAfter: 10,
      });
    }),
  );
  if (draft === null) throw notJudged(`Project ${projectId} has no visible cases that are kept here`);
  return draft;
}
