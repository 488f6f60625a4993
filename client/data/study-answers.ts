/** What somebody is about to answer in a study, until it is sent. */

import { useState } from 'react';
import type { z } from 'zod';
import type { PeopleState } from '../../server/protocol/sdk/people-calls.ts';
import { forgetInTab, keepInTab, readFromTab } from './tab-kept.ts';

const NAME = 'arena-answers';

/** By person and stage: somebody else who comes in the same tab finds nothing. */
export const answersName = ({ study, pseudonym, at }: PeopleState): string =>
  `${NAME}/${study}/${pseudonym}/${at.stage}`;

/** The answers as they stand, and how they are changed. */
export function useAnswers<T>(name: string, schema: z.ZodType<T>, initial: T): readonly [T, (next: T) => void] {
  const [value, show] = useState<T>(() => schema.safeParse(readFromTab(name)).data ?? initial);
  const change = (next: T): void => {
    keepInTab(name, next);
    show(next);
  };
  return [value, change];
}

export const forgetAnswers = (name: string = NAME): void => forgetInTab(name);
