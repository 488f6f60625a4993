/** Contents in SQLite. What is erased leaves the file: the text is overwritten and the write-ahead log emptied. */

import type { Database } from 'better-sqlite3';
import { contentHashOf } from '../../server/engine/content.ts';
import type { Content, ContentStore } from '../../server/engine/ports.ts';
import { StoreFault } from '../store-fault.ts';
import { guarded } from './fault.ts';

interface ContentRow {
  media_type: string;
  nonce: string;
  body: string;
  erased_at: number | null;
}

const ERASE = `insert into contents (hash, media_type, nonce, body, erased_at) values (?, '', '', '', ?)
  on conflict (hash) do update set media_type = '', nonce = '', body = '', erased_at = excluded.erased_at
  where erased_at is null`;

function readContent({ media_type, nonce, body, erased_at }: ContentRow): Content | 'erased' {
  return erased_at === null ? { mediaType: media_type, nonce, body } : 'erased';
}

/** Old pages live in the write-ahead log until it is cut; a reader with an old view of the file can hold it back. */
function emptyWriteAheadLog(client: Database): void {
  const heldBack = client.pragma('wal_checkpoint(TRUNCATE)', { simple: true }) !== 0;
  if (heldBack)
    throw new StoreFault('busy', 'the text is erased but its old pages are still being read: erase it again');
}

/** `erase` rejects with the fault `busy` when a reader keeps the old pages; erasing again finishes it. */
export function prepareContents(client: Database): ContentStore {
  const insert = client.prepare(
    'insert into contents (hash, media_type, nonce, body) values (?, ?, ?, ?) on conflict (hash) do nothing',
  );
  const select = client.prepare<[string], ContentRow>(
    'select media_type, nonce, body, erased_at from contents where hash = ?',
  );
  const erase = client.prepare(ERASE);
  return {
    put: async (content) => {
      const hash = contentHashOf(content);
      guarded(() => insert.run(hash, content.mediaType, content.nonce, content.body));
      return hash;
    },
    get: async (hash) => {
      const row = guarded(() => select.get(hash));
      return row === undefined ? null : readContent(row);
    },
    erase: async (hash) => {
      guarded(() => {
        erase.run(hash, Date.now());
        emptyWriteAheadLog(client);
      });
    },
  };
}
