/** The words of the pages that read a market's results, which come with them. */

import { ledger, log, people, replay, standing } from './en/results.ts';

export const resultWords = { standing, replay, ledger, log, people } as const;
