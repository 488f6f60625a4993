/** A language model in a place beside the freelancers': which one it is, and what it may use. */

import type { ModelEntry } from './roster-entry.ts';
import { modelEntrySchema } from './roster-entry.ts';

/** As an entry of a roster has it, without what only a freelancer has. */
export const modelUseSchema = modelEntrySchema.omit({
  name: true,
  kind: true,
  skills: true,
  strategy: true,
  parametersBillion: true,
});

/** How the places are called in transcripts: no freelancer of a roster can have such a name, for theirs have no slash. */
export const ROLE_NAMES = { writer: '/writer', second: '/second', employer: '/employer', judge: '/judge' } as const;
export type RoleName = keyof typeof ROLE_NAMES;

export function roleEntry(role: RoleName, use: object): ModelEntry {
  return modelEntrySchema.parse({ ...use, name: ROLE_NAMES[role], kind: 'model' });
}
