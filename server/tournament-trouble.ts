/** What people are told of trouble with a tournament: words that were written for them, and of the rest no more than that it was ours. */

import { NotAdmitted } from './admission/admission.ts';
import { Fault, reasonOf } from './engine/fault.ts';
import { WireError } from './http/wire-error.ts';
import { EnvironmentMissing } from './shortage.ts';

const nameOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.name : '');

export function wordsFor(thrown: unknown): string {
  const isForPeople =
    thrown instanceof Fault ||
    thrown instanceof WireError ||
    thrown instanceof EnvironmentMissing ||
    thrown instanceof NotAdmitted ||
    nameOf(thrown) === 'InputError';
  return isForPeople ? reasonOf(thrown) : 'something went wrong on our side; the log of the server says what';
}
