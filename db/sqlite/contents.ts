/** Contents in SQLite. What is erased leaves the file: the text is overwritten and the write-ahead log emptied. */

import type { Database } from 'better-sqlite3';
import { contentHashOf } from '../../server/engine/content.ts';
import type { Content, ContentStore } from '../../server/engine/ports.ts';
import type { ContentHash } from '../../server/kernel/id.ts';
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
export function emptyWriteAheadLog(client: Database): void {
  const heldBack = client.pragma('wal_checkpoint(TRUNCATE)', { simple: true }) !== 0;
  if (heldBack)
    throw new StoreFault('busy', 'the text is erased but its old pages are still being read: erase it again');
}

type Insert = (hash: ContentHash, content: Content) => void;

interface Waiting {
  readonly hash: ContentHash;
  readonly content: Content;
  readonly settle: (hash: ContentHash) => void;
  readonly fail: (fault: unknown) => void;
}

/**
 * Contents that come in the same turn of the event loop share a transaction, as commands do: each bid brings a text, and
 * a flush of the disk for each of them would cost more than all the rest of it.
 */
function groupedPut(client: Database, insert: Insert): ContentStore['put'] {
  const write = client.transaction((group: readonly Waiting[]) => {
    for (const { hash, content } of group) insert(hash, content);
  });
  let waiting: Waiting[] = [];
  function flush(): void {
    const group = waiting;
    waiting = [];
    try {
      guarded(() => write.immediate(group));
      for (const { settle, hash } of group) settle(hash);
    } catch (fault) {
      for (const { fail } of group) fail(fault);
    }
  }
  return (content) => {
    const hash = contentHashOf(content);
    return new Promise((settle, fail) => {
      waiting.push({ hash, content, settle, fail });
      if (waiting.length === 1) setImmediate(flush);
    });
  };
}

export interface SqliteContents extends ContentStore {
  /** Inside a transaction of the caller’s. */
  add(content: Content): void;
}

/** `erase` rejects with the fault `busy` when a reader keeps the old pages; erasing again finishes it. */
export function prepareContents(client: Database): SqliteContents {
  const statement = client.prepare(
    'insert into contents (hash, media_type, nonce, body) values (?, ?, ?, ?) on conflict (hash) do nothing',
  );
  const insert: Insert = (hash, { mediaType, nonce, body }) => void statement.run(hash, mediaType, nonce, body);
  const select = client.prepare<[string], ContentRow>(
    'select media_type, nonce, body, erased_at from contents where hash = ?',
  );
  // A line end comes after the market's name, and no name holds one: what begins so is the market's.
  const ofMarket = client
    .prepare<[string, string], ContentHash>('select hash from contents where nonce >= ? and nonce < ?')
    .pluck();
  const erase = client.prepare(ERASE);
  return {
    add: (content) => insert(contentHashOf(content), content),
    put: groupedPut(client, insert),
    get: async (hash) => {
      const row = guarded(() => select.get(hash));
      return row === undefined ? null : readContent(row);
    },
    hashesOf: async (id) => guarded(() => ofMarket.all(`${id}\n`, `${id}\u000b`)),
    erase: async (hash) => {
      guarded(() => {
        erase.run(hash, Date.now());
        emptyWriteAheadLog(client);
      });
    },
  };
}
