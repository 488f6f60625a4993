/** The gate that a written draft goes through: the one of corpora, apart from what is about a bank as a whole. */

import type { Gate } from '../agents/writer/writer.ts';
import { DEFAULT_SETTINGS, type GateSettings } from '../server/admission/context.ts';
import { examine } from '../server/admission/gate.ts';
import type { Reviewer } from '../server/reviewer/reviewer.ts';

/** What failed, with its findings: what the writer would have to mend. Gates that need people or models are not asked. */
export function writtenGate(reviewer: Reviewer, signal: AbortSignal, settings: GateSettings = DEFAULT_SETTINGS): Gate {
  return async (draft) => {
    const options = { reviewer, settings, origin: { kind: 'generated' }, signal } as const;
    const { gates } = await examine(draft, options);
    return gates
      .filter(({ outcome }) => outcome === 'failed')
      .flatMap(({ gate, summary, findings }) => [`${gate}: ${summary}`, ...findings.map((one) => `${gate}: ${one}`)]);
  };
}
