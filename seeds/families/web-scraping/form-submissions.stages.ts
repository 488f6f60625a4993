/** What the stages of the family `form-submissions` are. */

import type { Json } from '../../../server/protocol/arena/acceptance.ts';
import type { Stage } from '../staged.ts';

type Pair = readonly [name: string, value: string];

export interface Control {
  readonly html: string;
  readonly pairs: readonly Pair[];
}

export interface Controls extends Stage {
  readonly about: string;
  /** The first two are simple ones. */
  readonly items: readonly [Control, Control, ...Control[]];
}

export interface Encoding extends Stage {
  readonly about: string;
  readonly encode: (pairs: readonly Pair[], extra: string) => Json;
}

export const control = (html: string, ...pairs: [string, string][]): Control => ({ html, pairs });
export const CASES: Stage['cases'] = ['all controls', 'controls backwards', 'drawn'];
