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
  if (thrown instanceof ArenaFault && OUTSIDE.has(thrown.code)) return refused.unreachable ?? thrown.message;
  return faultText(thrown) ?? String(thrown);
}
