/** What the large families of this folder share: lines on standard input, lines on standard output, edge cases with every stage. */

import type { Chance } from '../../../server/kernel/prng.ts';
import type { Stage, Staged } from '../staged.ts';
import { type Plan, stagedFamily } from '../staged-family.ts';
import type { StudyFamily } from '../study-family.ts';

/** A stage with a name for titles, minutes of its own, and the cases that test it, lines parted by `|`. */
export interface LineStage<Kind extends string> extends Omit<Stage, 'cases'> {
  readonly kind: Kind;
  readonly about: string;
  readonly minutes: number;
  readonly edges: Readonly<Record<string, string>>;
}

/** The program out of one of its halves, a first stage and a second one. */
export type Frame = (half: string, first: string, second: string) => string;

interface LinePlan<First extends string, Second extends string> {
  readonly name: string;
  readonly skills: readonly string[];
  /** What the program is called in titles and, in the openings, who wants it as {user}. */
  readonly titles: Plan<never>['titles'];
  readonly users: readonly string[];
  readonly openings: Plan<never>['openings'];
  readonly endings: Plan<never>['endings'];
  readonly minutes: number;
  readonly firsts: readonly LineStage<First>[];
  readonly seconds: readonly LineStage<Second>[];
  /** Two ways to write the program around the stages, each of which works with both ways to write one half of it. */
  readonly frames: readonly [Frame, Frame];
  readonly halves: readonly [string, string];
  /** In words: how each of the two frames goes about it. */
  readonly hows: readonly [string, string];
  readonly slips: Staged<never>['slips'];
  readonly examples: Readonly<Record<string, string>>;
  readonly edges: Readonly<Record<string, string>>;
  /** Lines of examples and edge cases that a variant with this second stage does without. */
  readonly leftOut?: (line: string, second: Second) => boolean;
  readonly draw: (random: Chance, size: number, first: First, second: Second) => readonly string[];
  readonly answer: (lines: readonly string[], first: First, second: Second) => readonly string[];
}

const SIZES = { drawn: 6, 'drawn again': 12, 'drawn once more': 20, 'a large one': 120 } as const;

function ended(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}

function casesOf(
  edges: Readonly<Record<string, string>>,
  isLeftOut: (line: string) => boolean,
): Record<string, readonly string[]> {
  return Object.fromEntries(
    Object.entries(edges).map(([name, text]) => [
      name,
      (text === '' ? [] : text.split('|')).filter((line) => !isLeftOut(line)),
    ]),
  );
}

function asStage<Kind extends string>(stage: LineStage<Kind>): LineStage<Kind> & Stage {
  return { ...stage, cases: Object.keys(stage.edges) as [string, ...string[]] };
}

/** The family of a program that reads lines and writes lines. */
export function lineFamily<First extends string, Second extends string>(plan: LinePlan<First, Second>): StudyFamily {
  const { name, skills, firsts, seconds, hows, slips, endings } = plan;
  const [frame, otherFrame] = plan.frames;
  const [half, otherHalf] = plan.halves;
  return stagedFamily<readonly string[], LineStage<First> & Stage, LineStage<Second> & Stage>(
    { name, category: 'python', skills, firsts: firsts.map(asStage), seconds: seconds.map(asStage) },
    ({ first, second, place, random }) => {
      const halved = place[0] < 2 === (place[1] === 0) ? [half, otherHalf] : [otherHalf, half];
      const turned = (place[0] + place[1]) % 2;
      const [one = '', other = ''] = turned === 0 ? halved : halved.toReversed();
      const programs = [frame(one, first.program, second.program), otherFrame(other, first.other, second.other)];
      const [reference = '', alternative = ''] = turned === 0 ? programs : programs.toReversed();
      const isLeftOut = (line: string): boolean => plan.leftOut?.(line, second.kind) ?? false;
      const user = random.pick(plan.users);
      const told = (text: string): string =>
        text.replaceAll('{user}', user).replaceAll('{first}', first.about).replaceAll('{second}', second.about);
      const drawn = Object.entries(SIZES).map(([one, size]) => [one, plan.draw(random, size, first.kind, second.kind)]);
      return {
        titles: plan.titles.map(told) as unknown as Plan<never>['titles'],
        openings: plan.openings.map(told) as unknown as Plan<never>['openings'],
        endings,
        minutes: plan.minutes + first.minutes + second.minutes,
        acceptance: { kind: 'stdio' },
        comparator: { kind: 'exact' },
        frame: ([one = '', other = '']) => frame(half, one, other),
        correct: { reference, alternative },
        how: hows[turned === 0 ? 1 : 0],
        slips: slips ?? [],
        visible: casesOf(plan.examples, isLeftOut),
        hidden: {
          ...casesOf({ ...plan.edges, ...first.edges, ...second.edges }, isLeftOut),
          ...(Object.fromEntries(drawn) as Record<string, readonly string[]>),
        },
        input: ended,
        answer: (lines) => ended(plan.answer(lines, first.kind, second.kind)),
      };
    },
  );
}
