/** Records in memory, for tests and for scenarios that keep nothing. */

import type { KeptRecord, RecordKind, RecordStore } from '../../server/engine/records.ts';

export function createMemoryRecords(): RecordStore {
  const kinds = new Map<RecordKind, Map<string, KeptRecord>>();
  const of = (kind: RecordKind): Map<string, KeptRecord> => {
    const known = kinds.get(kind) ?? new Map<string, KeptRecord>();
    kinds.set(kind, known);
    return known;
  };
  return {
    add: async (kind, record) => {
      const before = of(kind).get(record.id);
      if (before === undefined) of(kind).set(record.id, record);
      return (before ?? record).body;
    },
    put: async (kind, record) => {
      of(kind).set(record.id, record);
    },
    get: async (kind, id) => of(kind).get(id)?.body ?? null,
    list: async (kind) => [...of(kind).values()].sort((one, other) => (one.id < other.id ? -1 : 1)),
  };
}
