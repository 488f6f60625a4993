/** The dials of the family `word-concordance`. */

export const DIALS = {
  result: ['index', 'context', 'pairs', 'once'],
  words: ['possessive', 'stop', 'plural'],
} as const;

export type Result = (typeof DIALS)['result'][number];
export type Words = (typeof DIALS)['words'][number];
export const STOP = ['a', 'an', 'and', 'in', 'of', 'the', 'to'];
