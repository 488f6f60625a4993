/** Which family a model is of, whoever serves it: models like what is written by their own kind, so a judge is to be of another. */

import { modelNameSchema } from '../model-name.ts';

/** By words in the model's own name. Who serves it says nothing: any model can stand behind any endpoint. */
const FAMILIES: readonly (readonly [family: string, words: RegExp])[] = [
  ['claude', /claude/i],
  ['gpt', /(?:^|[/:._-])(?:gpt|chatgpt|davinci|codex|o[1-9])(?![a-z])/i],
  ['gemini', /gemini|gemma|palm/i],
  ['qwen', /qwen|qwq/i],
  ['mistral', /mistral|mixtral|codestral|ministral|devstral|magistral/i],
  ['llama', /llama/i],
  ['deepseek', /deepseek/i],
  ['phi', /(?:^|[/:._-])phi/i],
  ['command', /command|aya/i],
  ['grok', /grok/i],
];

/** A name that is in no list is a family of its own, up to its first number: two sizes of one model are one. */
export function familyOf(model: string): string {
  const read = modelNameSchema.safeParse(model);
  const name = read.success ? read.data.model : model;
  const known = FAMILIES.find(([, words]) => words.test(name));
  if (known !== undefined) return known[0];
  const last = name.split(/[/\\]/).at(-1) ?? name;
  return /^[^\d:]*[a-z](?=\W*\d|$|:)/i.exec(last)?.[0].toLowerCase() ?? last.toLowerCase();
}

export type FamilyFinding =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly code: 'judge_same_family';
      /** In words: who, and of which family. */
      readonly text: string;
    };

/** Whether the judge is of another family than everybody whom it judges. */
export function checkFamilies(
  judge: string,
  authors: readonly { readonly name: string; readonly model: string }[],
): FamilyFinding {
  const family = familyOf(judge);
  const same = authors.filter(({ model }) => familyOf(model) === family);
  if (same.length === 0) return { ok: true };
  const who = same.map(({ name, model }) => `${name} (${model})`).join(', ');
  return { ok: false, code: 'judge_same_family', text: `the judge ${judge} is of the family ${family}, as is ${who}` };
}
