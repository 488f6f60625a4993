/** Read marks and folders in SQLite. */

import type { Database } from 'better-sqlite3';
import {
  FOLDERS,
  type MarkChange,
  type ThreadMark,
  type ThreadMarks,
  unmarked,
} from '../../server/engine/thread-mark.ts';
import { known } from '../../server/kernel/assert.ts';
import { type MessageId, messageId } from '../../server/kernel/id.ts';
import { guarded } from './fault.ts';

interface MarkRow {
  readonly thread_id: number;
  readonly read_to: number;
  readonly read_at: number | null;
  readonly muted: number;
  readonly folder: string;
}

const readMark = ({ thread_id, read_to, read_at, muted, folder }: MarkRow): ThreadMark => ({
  threadId: messageId(thread_id),
  readTo: read_to,
  readAt: read_at,
  muted: muted === 1,
  folder: known(
    FOLDERS.find((one) => one === folder),
    `folder ${folder}`,
  ),
});

export function prepareThreadMarks(client: Database): ThreadMarks {
  const all = client.prepare<[number, string], MarkRow>(
    'select * from thread_marks where user_id = ? and market_id = ? order by thread_id',
  );
  const one = client.prepare<[number, string, number], MarkRow>(
    'select * from thread_marks where user_id = ? and market_id = ? and thread_id = ?',
  );
  const put = client.prepare('insert or replace into thread_marks values (?, ?, ?, ?, ?, ?, ?)');
  const change = client.transaction(
    (user: number, market: string, changes: readonly (readonly [MessageId, MarkChange])[]) => {
      for (const [id, changed] of changes) {
        const row = one.get(user, market, id);
        const before = row === undefined ? unmarked(id) : readMark(row);
        const { readTo, readAt, muted, folder } = { ...before, ...changed };
        put.run(user, market, id, readTo, readAt, muted ? 1 : 0, folder);
      }
    },
  );
  return {
    marksOf: async (user, market) => guarded(() => all.all(user, market).map(readMark)),
    mark: async (user, market, changes) => {
      guarded(() => change.immediate(user, market, changes));
    },
  };
}
