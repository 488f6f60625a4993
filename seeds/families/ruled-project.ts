/** Study projects made of rules: each brings its sentence in three voices, the cases that show it, and likely slips. */

import { assert, known } from '../../server/kernel/assert.ts';
import type { ProjectPackage } from '../../server/protocol/arena/project-package.ts';
import { edited, type Posting, type WrongProgram } from './family.ts';
import { type AlternativeProgram, type Brief, need, type Piece, say, studyProject } from './study-family.ts';

/** The same said three times: as a point of a terse list, by a chatty owner, in a formal specification. */
export type Told = readonly [terse: string, chatty: string, formal: string];

/** A likely misreading: the reference with one place changed. */
export type Slip = readonly [name: string, why: string, from: string, to: string];

export interface Rule<Input> {
  readonly told: Told;
  /** Hidden cases that show it, by name. */
  readonly cases?: Readonly<Record<string, Input>>;
  /** Visible cases, and those of other rules, that show it too. */
  readonly shown?: readonly string[];
  readonly slips?: readonly Slip[];
}

/** What a variant is made of. The voice follows from the index. */
export interface RuledProject<Input> extends Omit<Brief, 'text'> {
  readonly opening: Told;
  readonly rules: readonly Rule<Input>[];
  readonly closing: Told;
  readonly visible: Readonly<Record<string, Input>>;
  readonly reference: string;
  readonly alternative: AlternativeProgram;
}

export interface RuledParts<Input> {
  readonly visible: Readonly<Record<string, Input>>;
  readonly hidden: Readonly<Record<string, Input>>;
  readonly reference: string;
  readonly wrong: readonly WrongProgram[];
}

const VOICES = 3;

function inVoice(told: Told, voice: number): string {
  return known(told[voice], 'voice');
}

/** How each voice sets out its requirements: points, running text, numbered clauses. */
function setOut(text: string, voice: number, position: number): string {
  if (voice === 0) return `\n- ${text}`;
  return voice === 1 ? text : `\n${position + 1}. ${text}`;
}

function textOf<Input>({ index, opening, rules, closing }: RuledProject<Input>): Piece[] {
  const voice = index % VOICES;
  const gap = voice === 1 ? '\n\n' : '\n';
  const asked = rules.map(({ told, cases, shown }, position) => {
    const [first, ...more] = [...Object.keys(cases ?? {}), ...(shown ?? [])];
    return need(setOut(inVoice(told, voice), voice, position), known(first, `case of rule ${position}`), ...more);
  });
  return [say(inVoice(opening, voice) + gap), ...asked, say(`\n\n${inVoice(closing, voice)}`)];
}

/** The hidden cases of all rules. Two of one name, or one that repeats a visible case, are a bug. */
function hiddenOf<Input>({ family, rules, visible }: RuledProject<Input>): Record<string, Input> {
  const entries = rules.flatMap(({ cases }) => Object.entries(cases ?? {}));
  const shown = new Set(Object.values(visible).map((input) => JSON.stringify(input)));
  const names = new Set(Object.keys(visible));
  for (const [name, input] of entries) {
    assert(!names.has(name), `${family.name}: two cases are named "${name}"`);
    assert(!shown.has(JSON.stringify(input)), `${family.name}: "${name}" repeats another case`);
    names.add(name);
    shown.add(JSON.stringify(input));
  }
  return Object.fromEntries(entries);
}

/** A project out of `plan`; `build` adds what the kind of acceptance needs. */
export function ruledProject<Input>(
  plan: RuledProject<Input>,
  build: (posting: Posting, parts: RuledParts<Input>) => ProjectPackage,
): ProjectPackage {
  const wrong = plan.rules.flatMap(({ slips }) =>
    (slips ?? []).map(([name, why, from, to]) => ({ name, why, program: edited(plan.reference, from, to) })),
  );
  const parts = { visible: plan.visible, hidden: hiddenOf(plan), reference: plan.reference, wrong };
  const brief = { ...plan, text: textOf(plan) };
  return studyProject(brief, (posting) => build(posting, parts), plan.alternative);
}
