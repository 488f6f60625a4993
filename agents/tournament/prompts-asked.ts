/** In which words the models of a run were asked, place by place. */

import { employerPrompt } from '../llm/employer/prompt-hash.ts';
import { judgePrompt } from '../llm/judge/prompt-hash.ts';
import { freelancerPrompt, type PromptName } from '../llm/prompt-hash.ts';
import { ROLE_NAMES, type RoleName } from '../llm/role-entry.ts';
import type { ModelEntry } from '../llm/roster-entry.ts';
import { writerPrompt } from '../writer/llm/prompt-hash.ts';

type Place = RoleName | 'freelancer';

const PROMPTS: Readonly<Record<Place, () => PromptName>> = {
  writer: writerPrompt,
  second: writerPrompt,
  freelancer: freelancerPrompt,
  employer: employerPrompt,
  judge: judgePrompt,
};

/** What a model's place in a run is, by its name there. */
export function placeOf(name: string): Place {
  for (const place of ['writer', 'second', 'employer', 'judge'] as const) if (ROLE_NAMES[place] === name) return place;
  return 'freelancer';
}

/** Only of the places that a model has. */
export function promptsAsked(models: readonly ModelEntry[]): Record<string, PromptName> {
  const places = new Set(models.map(({ name }) => placeOf(name)));
  return Object.fromEntries([...places].map((place) => [place, PROMPTS[place]()]));
}
