/** The words of the pages below /tournaments, which come with them. */

import { tournaments } from './en/tournaments.ts';

export const tournamentWords = { tournaments } as const;
