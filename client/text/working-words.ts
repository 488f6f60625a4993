/** The words of the pages below /working, which come with them. */

import { working } from './en/working.ts';
import { disputes, invited } from './en/working-disputes.ts';

export const workingWords = { working: { ...working, disputes, invited } } as const;
