/** The words about calls of models, which come with the page of a participant. */

import { calls, costs } from './en/model-calls.ts';

export const callWords = { calls, costs } as const;
