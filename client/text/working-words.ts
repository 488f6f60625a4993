/** The words of the pages below /working, which come with them. */

import { working } from './en/working.ts';

export const workingWords = { working } as const;
