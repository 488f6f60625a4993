/** What a server keeps beside its markets, in SQLite. */

import type { Database } from 'better-sqlite3';
import type { KeptRecord, RecordStore } from '../../server/engine/records.ts';
import { known } from '../../server/kernel/assert.ts';
import { guarded } from './fault.ts';

const ADD = 'insert into records (kind, record_id, body) values (?, ?, ?) on conflict do nothing';
const PUT = `insert into records (kind, record_id, body) values (?, ?, ?)
  on conflict do update set body = excluded.body`;

/** The statements of `client`, whose tables must be of the current version. */
export function prepareRecords(client: Database): RecordStore {
  const add = client.prepare<[string, string, string]>(ADD);
  const put = client.prepare<[string, string, string]>(PUT);
  const get = client
    .prepare<[string, string], string>('select body from records where kind = ? and record_id = ?')
    .pluck();
  const list = client.prepare<[string], KeptRecord>(
    'select record_id as id, body from records where kind = ? order by record_id',
  );
  return {
    add: async (kind, { id, body }) =>
      guarded(() => {
        add.run(kind, id, body);
        return known(get.get(kind, id), 'record that was just kept');
      }),
    put: async (kind, { id, body }) => {
      guarded(() => put.run(kind, id, body));
    },
    get: async (kind, id) => guarded(() => get.get(kind, id) ?? null),
    list: async (kind) => guarded(() => list.all(kind)),
  };
}
