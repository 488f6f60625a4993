/** The list of whose data were destroyed, in a file beside the database: a backup that is brought back brings nothing of them back. */

import { appendFile, readFile } from 'node:fs/promises';

export type Withdrawal =
  /** Somebody who left. */
  | { readonly kind: 'person'; readonly study: string; readonly pseudonym: string }
  /** Everybody of a study whose data were deleted; a new one of the same name was made at another time, and is none of it. */
  | { readonly kind: 'study'; readonly study: string; readonly createdAt: number };

export interface Withdrawals {
  add(withdrawal: Withdrawal): Promise<void>;
  list(): Promise<readonly Withdrawal[]>;
}

const OWNER_ONLY = 0o600;
/** No pseudonym begins with it. */
const WHOLE = '*';

function lineOf(one: Withdrawal): string {
  return `${one.study}/${one.kind === 'person' ? one.pseudonym : `${WHOLE}${one.createdAt}`}\n`;
}

function withdrawalIn(line: string): Withdrawal | null {
  const [study, what] = line.split('/');
  if (!study || !what) return null;
  if (!what.startsWith(WHOLE)) return { kind: 'person', study, pseudonym: what };
  return { kind: 'study', study, createdAt: Number(what.slice(WHOLE.length)) };
}

/** One line each, `STUDY/PSEUDONYM` or `STUDY/*TIME`: pseudonyms are drawn and name nobody. */
export function withdrawalsIn(file: string): Withdrawals {
  return {
    add: (one) => appendFile(file, lineOf(one), { mode: OWNER_ONLY, flush: true }),
    list: async () => {
      const text = await readFile(file, 'utf8').catch((thrown: NodeJS.ErrnoException) => {
        if (thrown.code === 'ENOENT') return '';
        throw thrown;
      });
      return text.split('\n').flatMap((line) => withdrawalIn(line) ?? []);
    },
  };
}
