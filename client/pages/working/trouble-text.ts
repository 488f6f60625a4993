/** Why something did not work, in words for the person who tried it. */

import { ProblemFault } from '../../../server/protocol/sdk/http.ts';
import { faultText } from '../../app/trouble.tsx';
import { Refused } from '../../data/working/use-desk.ts';
import { workingWords } from '../../text/working-words.ts';

export function troubleText(thrown: unknown): string {
  const { working } = workingWords;
  if (thrown instanceof Refused) {
    const { code, detail } = thrown.refusal;
    return working.refused(working.refusals[code] ?? code.replaceAll('_', ' '), detail);
  }
  // The server's own words say more than the kind of trouble does.
  if (thrown instanceof ProblemFault && thrown.code === 'bad_request') return working.failed(thrown.problem.message);
  return working.failed(faultText(thrown) ?? String(thrown));
}
