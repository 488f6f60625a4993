/** The list of those who left, in a file beside the database: a backup that is brought back brings nobody back who had left. */

import { appendFile, readFile } from 'node:fs/promises';

export interface Withdrawal {
  readonly study: string;
  readonly pseudonym: string;
}

export interface Withdrawals {
  add(withdrawal: Withdrawal): Promise<void>;
  list(): Promise<readonly Withdrawal[]>;
}

const OWNER_ONLY = 0o600;

/** One line each, `STUDY/PSEUDONYM`: pseudonyms are drawn and name nobody. */
export function withdrawalsIn(file: string): Withdrawals {
  return {
    add: ({ study, pseudonym }) => appendFile(file, `${study}/${pseudonym}\n`, { mode: OWNER_ONLY, flush: true }),
    list: async () => {
      const text = await readFile(file, 'utf8').catch((thrown: NodeJS.ErrnoException) => {
        if (thrown.code === 'ENOENT') return '';
        throw thrown;
      });
      return text.split('\n').flatMap((line) => {
        const [study, pseudonym] = line.split('/');
        return study && pseudonym ? [{ study, pseudonym }] : [];
      });
    },
  };
}
