/** The memory of commands against a list that is searched: it holds the newest, and only them. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createCommandMemory } from '../../server/engine/command-memory.ts';
import type { CommandRecord } from '../../server/engine/ports.ts';
import { commandId } from '../../server/kernel/id.ts';

const record = (name: string, seq: number): CommandRecord => ({
  commandId: commandId(name),
  fingerprint: `print of ${name}`,
  firstSeq: seq,
  lastSeq: seq,
});

test('the newest commands are remembered, the oldest are forgotten first, also those of before a restart', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 7 }),
      fc.integer({ min: 0, max: 40 }),
      fc.integer({ min: 0, max: 40 }),
      (most, before, after) => {
        const all = Array.from({ length: before + after }, (_, seq) => record(`c${seq}`, seq));
        const memory = createCommandMemory(most, all.slice(0, before));
        all.slice(before).forEach(memory.add);
        const kept = all.filter(({ commandId: id }) => memory.get(id) !== undefined);
        expect(kept).toEqual(most === 0 ? [] : all.slice(-most));
      },
    ),
  );
});

test('a command that is forgotten and comes again is one of the newest', () => {
  const memory = createCommandMemory(2, [record('a', 1), record('b', 2), record('c', 3)]);
  memory.add(record('a', 4));
  expect(memory.get(commandId('a'))?.firstSeq).toBe(4);
  expect(memory.get(commandId('b'))).toBeUndefined();
  expect(memory.get(commandId('c'))?.firstSeq).toBe(3);
});
