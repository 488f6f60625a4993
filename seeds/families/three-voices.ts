/** How a variant is told: in one of three voices, so that variants that differ in one requirement still read unlike. */

import { type Chance, chance } from '../../server/kernel/prng.ts';
import type { Category, ProjectPackage } from '../../server/protocol/arena/project-package.ts';
import type { Posting } from './family.ts';
import {
  type AlternativeProgram,
  need,
  type Piece,
  type StudyFamily,
  say,
  settingsOf,
  studyProject,
} from './study-family.ts';

/** A sentence as a list of points has it, as an owner tells it, and as a specification states it. */
export type Told = readonly [points: string, owner: string, specification: string];

type Dials = Readonly<Record<string, readonly unknown[]>>;

export interface Manner {
  /** The sentence of this variant's voice. */
  tell(...told: Told): string;
  say(...told: Told): Piece;
  need(told: Told, ...cases: readonly [string, ...string[]]): Piece;
  /** A requirement that every case tests: what the program computes at all. */
  main(...told: Told): Piece;
  /** Opening, then the pieces as points, as paragraphs of a letter, or as numbered clauses. */
  layout(opening: string, pieces: readonly Piece[]): Piece[];
  /** Which of a family's two correct programs is the reference; neighbours in one dial have different ones. */
  programs(one: AlternativeProgram, other: AlternativeProgram): readonly [reference: string, AlternativeProgram];
}

const GREETINGS = ['Hello,', 'Hi all,', 'Good day,', 'Dear freelancers,', 'Hey there,'] as const;
const FAREWELLS = [
  'That is all. Questions are welcome.',
  'Thank you for reading this far!',
  'I pay when it works on our data, so please test it well.',
  'Looking forward to your offers.',
  'We need it this week if possible.',
  'If it runs well there will be more of this kind.',
  'Best regards from the office.',
] as const;
const PIECES_A_PARAGRAPH = 3;

function letter(opening: string, pieces: readonly Piece[], index: number): Piece[] {
  const greeting = say(`${GREETINGS[index % GREETINGS.length]}\n\n${opening}\n\n`);
  const farewell = say(`\n\n${FAREWELLS[index % FAREWELLS.length]}`);
  const body = pieces.map((piece, at) =>
    at > 0 && at % PIECES_A_PARAGRAPH === 0 ? { ...piece, text: `\n\n${piece.text}` } : piece,
  );
  return [greeting, ...body, farewell];
}

function layoutIn(voice: number, index: number, opening: string, pieces: readonly Piece[]): Piece[] {
  if (voice === 1) return letter(opening, pieces, index);
  const mark = (at: number): string => (voice === 0 ? '-' : `${at + 1}.`);
  return [
    say(`${opening}\n`),
    ...pieces.map((piece, at) => ({ ...piece, text: `\n${mark(at)} ${piece.text.replaceAll('\n\n', '\n')}` })),
  ];
}

/** The manner of variant `index`: two variants that differ in one dial by one setting differ in voice and in reference. */
function mannerOf(dials: Dials, index: number, everyCase: readonly string[]): Manner {
  const settings = settingsOf(dials, index);
  const count = Object.values(dials).reduce((product, { length }) => product * length, 1);
  const positions = Object.entries(dials).map(([dial, all]) => all.indexOf(settings[dial]));
  const turn = positions.reduce((sum, position) => sum + position, Math.floor(index / count));
  const voice = turn % 3;
  const tell = (...told: Told): string => told[voice] ?? told[0];
  return {
    tell,
    say: (...told) => say(tell(...told)),
    need: (told, ...cases) => need(tell(...told), ...cases),
    main: (...told) => ({ text: tell(...told), cases: everyCase }),
    layout: (opening, pieces) => layoutIn(voice, index, opening, pieces),
    programs: (one, other) => (turn % 2 === 0 ? [one.program, other] : [other.program, one]),
  };
}

/** What one variant of a voiced family consists of; the rest follows from its index. */
export interface VoicedVariant {
  readonly title: string;
  readonly opening: string;
  readonly pieces: readonly Piece[];
  readonly skills: readonly string[];
  readonly minutes: number;
  readonly programs: readonly [AlternativeProgram, AlternativeProgram];
  build(posting: Posting, reference: string): ProjectPackage;
}

/** What a variant is made from besides its settings. */
export interface Circumstances extends Manner {
  readonly seed: string;
  readonly index: number;
  readonly random: Chance;
  /** One of `items`, by index: neighbours have different ones. */
  turn<Item>(items: readonly Item[]): Item;
}

/** A family whose variants follow from dials and are told in three voices. */
export function voicedFamily<const AllDials extends Dials>(plan: {
  readonly name: string;
  readonly category: Category;
  readonly dials: AllDials;
  readonly variants?: number;
  /** Indexes whose reference is the other program, where two variants would otherwise have nearly the same one. */
  readonly turned?: readonly number[];
  variant(settings: ReturnType<typeof settingsOf<AllDials>>, circumstances: Circumstances): VoicedVariant;
}): StudyFamily {
  const { name, category, dials, variants = 12, turned = [] } = plan;
  const build = (seed: string, index: number): ProjectPackage => {
    // Filled when the project is built, which is before the requirements are written down.
    const everyCase: string[] = [];
    const manner = mannerOf(dials, index, everyCase);
    const turn = <Item>(items: readonly Item[]): Item => items[index % items.length] as Item;
    const random = chance(seed, name, index);
    const variant = plan.variant(settingsOf(dials, index), { ...manner, seed, index, random, turn });
    const { title, opening, pieces, skills, minutes: estimatedMinutes } = variant;
    const text = manner.layout(opening, pieces);
    const [one, other] = variant.programs;
    const isTurned = turned.includes(index % variants);
    const [reference, alternative] = isTurned ? manner.programs(other, one) : manner.programs(one, other);
    const brief = { family: { name, category }, index, seed, title, text, skills, estimatedMinutes };
    const built = (posting: Posting): ProjectPackage => {
      const project = variant.build(posting, reference);
      everyCase.push(...project.answerKey.hidden.cases.map((one: { readonly name: string }) => one.name));
      return project;
    };
    return studyProject(brief, built, alternative);
  };
  return { name, category, variants, build };
}
