/** Why something did not work in a study, in words for whoever takes part. */

import { ArenaFault } from '../../../server/protocol/sdk/fault.ts';
import { ProblemFault } from '../../../server/protocol/sdk/http.ts';
import { faultText } from '../../app/trouble.tsx';
import { takingPartWords } from '../../text/taking-part-words.ts';

const OUTSIDE: ReadonlySet<string> = new Set(['unreachable', 'unavailable', 'closed']);

export function studyTroubleText(thrown: unknown): string {
  const { refused } = takingPartWords;
  if (thrown instanceof ProblemFault) {
    const name = thrown.problem.errorCode.split('.')[1] ?? '';
    return refused[name] ?? thrown.problem.message;
  }
  if (isAway(thrown)) return refused.unreachable ?? '';
  return faultText(thrown) ?? String(thrown);
}

/** The server cannot be asked at the moment; it is asked again by itself. */
export const isAway = (thrown: unknown): boolean => thrown instanceof ArenaFault && OUTSIDE.has(thrown.code);
