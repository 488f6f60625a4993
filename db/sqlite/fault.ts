/** SQLite's result codes as faults of the store. */

import { StoreFault, type StoreFaultCode } from '../store-fault.ts';

/** By SQLite's primary result code, which an extended code starts with. */
const CODES: readonly (readonly [prefix: string, code: StoreFaultCode])[] = [
  ['SQLITE_FULL', 'disk_full'],
  ['SQLITE_IOERR', 'io_failed'],
  ['SQLITE_READONLY', 'read_only'],
  ['SQLITE_PERM', 'cannot_open'],
  ['SQLITE_CANTOPEN', 'cannot_open'],
  ['SQLITE_NOTADB', 'not_a_database'],
  ['SQLITE_CORRUPT', 'damaged'],
  ['SQLITE_BUSY', 'busy'],
  ['SQLITE_LOCKED', 'busy'],
];

/** The fault that `error` is; anything that is no trouble of disk or file comes back as it was. */
export function faultOf(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof StoreFault) return error;
  if (error instanceof TypeError && error.message.includes('directory does not exist')) {
    return new StoreFault('folder_missing', '', error);
  }
  if (error instanceof TypeError && error.message.includes('connection is not open')) {
    return new StoreFault('closed', '', error);
  }
  const sqliteCode = 'code' in error ? String(error.code) : '';
  const code = CODES.find(([prefix]) => sqliteCode.startsWith(prefix))?.[1];
  if (code !== undefined) return new StoreFault(code, error.message, error);
  // Drizzle wraps the errors of the driver.
  const inner = error.cause === undefined ? undefined : faultOf(error.cause);
  return inner instanceof StoreFault ? inner : error;
}

/** Runs `work`; trouble of disk or file is thrown as a `StoreFault`. */
export function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw faultOf(error);
  }
}
