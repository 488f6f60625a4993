/** Families of two dials: four first stages, three second ones, so twelve variants; what they share is planned once. */

import { type Chance, chance } from '../../server/kernel/prng.ts';
import type { Category } from '../../server/protocol/arena/project-package.ts';
import type { DeliveryForm } from './family.ts';
import {
  at,
  brokenProgram,
  placeOf,
  programBefore,
  type Stage,
  type Staged,
  stagedProject,
  symptomsOf,
} from './staged.ts';
import { need, type StudyFamily, say } from './study-family.ts';

export const JAVASCRIPT: DeliveryForm = { language: 'javascript', file: 'solution.js' };
export const TYPESCRIPT: DeliveryForm = { language: 'typescript', file: 'solution.ts' };

type Spoken = readonly [string, string, string];

/** What the variants of a family share. Texts come in three voices. */
export interface Plan<Model>
  extends Pick<
    Staged<Model>,
    | 'form'
    | 'acceptance'
    | 'comparator'
    | 'frame'
    | 'how'
    | 'correct'
    | 'slips'
    | 'visible'
    | 'hidden'
    | 'input'
    | 'answer'
    | 'otherFrame'
  > {
  readonly titles: Spoken;
  /** Before the stages. {program} stands for the given program, {symptoms} for what is seen of its faults. */
  readonly openings: Spoken;
  /** After the stages; every hidden case belongs to it as well. */
  readonly endings: Spoken;
  readonly minutes: number;
}

/** What a plan may depend on. */
export interface Variant<First extends Stage, Second extends Stage> {
  readonly first: First;
  readonly second: Second;
  readonly place: readonly [first: number, second: number];
  readonly random: Chance;
}

export interface Kind<First extends Stage, Second extends Stage> {
  readonly name: string;
  readonly category: Category;
  readonly skills: readonly string[];
  readonly firsts: readonly First[];
  readonly seconds: readonly Second[];
}

function listed(symptoms: readonly string[], voice: number): string {
  if (voice === 0) return symptoms.map((symptom) => `\n- ${symptom}`).join('');
  return symptoms.map((symptom, number) => (voice === 1 ? symptom : `(${number + 1}) ${symptom}`)).join(' ');
}

/** The family of a kind of work, every variant after the plan for its two stages. */
export function stagedFamily<Model, First extends Stage, Second extends Stage>(
  kind: Kind<First, Second>,
  planned: (variant: Variant<First, Second>) => Plan<Model>,
): StudyFamily {
  const { name, category, skills, firsts, seconds } = kind;
  return {
    name,
    category,
    variants: 12,
    build: (seed, index) => {
      const place = placeOf(index);
      const [first, second] = [at(firsts, place.first), at(seconds, place.second)];
      const random = chance(seed, name, index);
      const plan = planned({ first, second, place: [place.first, place.second], random });
      const { titles, openings, endings, minutes, ...rest } = plan;
      const stages = [first, second];
      const { voice } = place;
      const given = category === 'extension' ? programBefore : brokenProgram;
      const opening = openings[voice]
        .replace('{program}', () => `\n\n${given(plan.frame, stages).trim()}\n\n`)
        .replace('{symptoms}', () => listed(symptomsOf(stages), voice));
      return stagedProject<Model>({
        brief: { family: { name, category }, index, seed, title: titles[voice], skills, estimatedMinutes: minutes },
        voice,
        stages,
        opening: [say(opening)],
        closing: [need(endings[voice], 'drawn', ...Object.keys(plan.hidden))],
        ...rest,
      });
    },
  };
}
