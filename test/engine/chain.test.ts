/** The hash chain and the line format of an exported log. */

import { expect, test } from 'vitest';
import { chainHash, GENESIS_HASH, logLine, parseLogLine } from '../../server/engine/chain.ts';
import { sha256 } from '../../server/kernel/hash.ts';
import { commandId, participantId } from '../../server/kernel/id.ts';
import { cents } from '../../server/kernel/money.ts';
import { CLOCK } from '../../server/market/command.ts';
import { history } from '../contract/history.ts';

const LINE = {
  seq: 1,
  at: 1_000,
  by: CLOCK,
  commandId: commandId('c-1'),
  event: { type: 'FundsDeposited', participantId: participantId(1), amountCents: cents(500) },
} as const;

test('a hash is sha256 over the previous hash and the line, written out by hand here', () => {
  const text = '[1,1000,{"kind":"clock"},"c-1",{"type":"FundsDeposited","participantId":1,"amountCents":500}]';
  expect(chainHash(GENESIS_HASH, LINE)).toBe(sha256(`${'0'.repeat(64)}\n${text}`));
});

test('every part of a line and the hash before it change the hash', () => {
  const hash = chainHash(GENESIS_HASH, LINE);
  const other = [
    chainHash(hash, LINE),
    chainHash(GENESIS_HASH, { ...LINE, seq: 2 }),
    chainHash(GENESIS_HASH, { ...LINE, at: 1_001 }),
    chainHash(GENESIS_HASH, { ...LINE, by: { kind: 'owner' } }),
    chainHash(GENESIS_HASH, { ...LINE, commandId: commandId('c-2') }),
    chainHash(GENESIS_HASH, { ...LINE, event: { ...LINE.event, amountCents: cents(501) } }),
  ];
  expect(new Set([hash, ...other]).size).toBe(7);
});

test('a log written as lines is read back the same and still chains', () => {
  let previous = GENESIS_HASH;
  for (const logged of history()) {
    const line = logLine(logged);
    expect(line).not.toContain('\n');
    const read = parseLogLine(line);
    expect(read).toEqual(logged);
    expect(logLine(read)).toBe(line);
    expect(chainHash(previous, read)).toBe(logged.hash);
    previous = read.hash;
  }
});

test('it does not matter in which order the keys of an actor were written', () => {
  const one = { ...LINE, by: { kind: 'participant', participantId: participantId(7) }, hash: 'h' } as const;
  const other = { ...LINE, by: { participantId: participantId(7), kind: 'participant' }, hash: 'h' } as const;
  expect(chainHash(GENESIS_HASH, other)).toBe(chainHash(GENESIS_HASH, one));
  expect(logLine(other)).toBe(logLine(one));
});

test('a line has its keys in one order', () => {
  expect(Object.keys(JSON.parse(logLine({ hash: 'h', ...LINE })))).toEqual([
    'seq',
    'at',
    'by',
    'commandId',
    'event',
    'hash',
  ]);
});

test('what is not a line of a log is refused', () => {
  const good = JSON.parse(logLine({ ...LINE, hash: 'h' }));
  const broken = ['seq', 'at', 'by', 'commandId', 'event', 'hash'].map((key) => ({ ...good, [key]: undefined }));
  for (const value of [...broken, null, 7, [], { ...good, seq: 1.5 }, { ...good, event: {} }]) {
    expect(() => parseLogLine(JSON.stringify(value))).toThrow(SyntaxError);
  }
  expect(() => parseLogLine('{"seq":1')).toThrow(SyntaxError);
});
