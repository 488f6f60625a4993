/** Faults of the store: trouble outside the rules. Each has a stable code and says what to do. */

const FAULTS = {
  disk_full: 'The disk or the database is full. Free some space and try again; nothing of this was written.',
  read_only: 'The database cannot be written. Check the rights of the file and its folder, or open it for writing.',
  folder_missing: 'The folder of the database does not exist. Create it first.',
  cannot_open: 'The database cannot be opened. Check its path and the rights of the file and its folder.',
  not_a_database: 'The file is not a database. Name another file.',
  not_a_store: 'The file is a database of another program. Name another file.',
  newer_version: 'The database was written by a newer version. Update this program.',
  older_version: 'The database was written by an older version. Open it once for writing, which brings it up to date.',
  damaged: 'The database is damaged. Restore a backup.',
  busy: 'Another process kept the database locked for too long. Try again.',
  io_failed: 'The disk failed to read or write. Check the disk; what was answered before is safe.',
  closed: 'The store has been closed.',
} as const;

export type StoreFaultCode = keyof typeof FAULTS;

export class StoreFault extends Error {
  override readonly name = 'StoreFault';
  readonly code: StoreFaultCode;

  /** `detail` is added to the sentence of the code; `cause` is the error underneath. */
  constructor(code: StoreFaultCode, detail = '', cause?: unknown) {
    super(detail === '' ? FAULTS[code] : `${FAULTS[code]} (${detail})`, { cause });
    this.code = code;
  }
}
