/** The same requirement told by three employers: a list of points, a chatty owner, a forwarded note with a line for each wish. */

import { need, type Piece, say } from './study-family.ts';

/** One text for each voice, each phrased anew. */
export type Voices = readonly [points: string, owner: string, note: string];

export interface Teller {
  /** Background, asked for by nothing. */
  say(...texts: Voices): Piece;
  /** A requirement, and the cases that test it. */
  need(texts: Voices, ...cases: readonly [string, ...string[]]): Piece;
}

const BEFORE_A_REQUIREMENT: Voices = ['\n- ', '', '\n'];

/** Who speaks in variant `index`; moves on by one more after every three, so that no dial of three settings keeps one voice. */
export function voiceOf(index: number): 0 | 1 | 2 {
  return ((index + Math.floor(index / 3)) % 3) as 0 | 1 | 2;
}

export function tellerOf(index: number): Teller {
  const voice = voiceOf(index);
  return {
    say: (...texts) => say(texts[voice]),
    need: (texts, ...cases) => need(BEFORE_A_REQUIREMENT[voice] + texts[voice], ...cases),
  };
}

/** Python as it stands: backslashes belong to the program. */
export const python = String.raw;

/** One setting of each dial. */
export type SettingsOf<Dials extends Readonly<Record<string, readonly unknown[]>>> = {
  readonly [Dial in keyof Dials]: Dials[Dial][number];
};

/** A correct program, and in words how it goes about it. */
export interface CorrectProgram {
  readonly how: string;
  readonly program: string;
}

/** Which of two correct programs is the reference and which the alternative: `turns` has `a` or `b` for every index in turn. */
export function inTurn(
  turns: string,
  index: number,
  [a, b]: readonly [CorrectProgram, CorrectProgram],
): { readonly first: CorrectProgram; readonly second: CorrectProgram } {
  return turns[index % turns.length] === 'b' ? { first: b, second: a } : { first: a, second: b };
}
