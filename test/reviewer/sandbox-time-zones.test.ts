/** Time zones in the embedded Python say what CPython says, for every zone, and are pinned with the image. */

import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Json } from '../../server/protocol/arena/acceptance.ts';
import { createEmbeddedSandbox } from '../../server/reviewer/sandbox/embedded.ts';
import { DEFAULT_LIMITS, type RunResult, type Sandbox } from '../../server/reviewer/sandbox.ts';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await createEmbeddedSandbox({ slots: 2 });
});

afterAll(() => sandbox.close());

const read = (name: string): string => readFileSync(new URL(`./time-zones/${name}`, import.meta.url), 'utf8');
const TRANSCRIPT = read('transcript.py');
/** Written by CPython 3.11, whose zones are read by code in C; the guest's are read by code in Python. */
const EXPECTED = JSON.parse(read('expected.json')) as Record<string, string>;

function call(source: string, entry: string, ...args: Json[]): Promise<RunResult> {
  const task = { kind: 'function', file: 'main.py', entry, args } as const;
  const limits = { ...DEFAULT_LIMITS, fuel: 200_000_000, timeMs: 60_000 };
  return sandbox.run({ language: 'python', files: { 'main.py': source }, task, limits });
}

const value = (expected: Json): object => ({ exit: 'answered', answer: { kind: 'value', value: expected } });

test('every zone of the database is there', async () => {
  expect(await call(TRANSCRIPT, 'all_names')).toMatchObject(value(Object.keys(EXPECTED)));
});

test('offsets, names and daylight saving are those of CPython: gaps, folds, long ago, and after the last table', async () => {
  const names = Object.keys(EXPECTED);
  const batches = Array.from({ length: Math.ceil(names.length / 50) }, (_, index) =>
    names.slice(index * 50, (index + 1) * 50),
  );
  const found = await Promise.all(batches.map((batch) => call(TRANSCRIPT, 'solve', batch)));
  for (const [index, result] of found.entries()) {
    const batch = batches[index] ?? [];
    expect(result).toMatchObject(value(Object.fromEntries(batch.map((name) => [name, EXPECTED[name] ?? '']))));
  }
});

test('the module behaves as the standard one: keys, caches, files, paths, pickles and errors', async () => {
  const source = `
import copy, pickle, zoneinfo
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

def refused(work):
    try:
        work()
    except Exception as problem:
        return type(problem).__name__
    return 'nothing'

def solve():
    berlin = ZoneInfo('Europe/Berlin')
    with open('/usr/share/zoneinfo/Europe/Berlin', 'rb') as file:
        read = ZoneInfo.from_file(file, key='mine')
    apart = ZoneInfo.no_cache('Europe/Berlin')
    noon = datetime(2050, 7, 1, 12, tzinfo=read)
    found = [
        str(berlin), repr(berlin), berlin.key, read.key, noon.isoformat(), noon.tzname(),
        berlin is ZoneInfo('Europe/Berlin'), berlin is apart, berlin == apart,
        pickle.loads(pickle.dumps(berlin)) is berlin, pickle.loads(pickle.dumps(apart)) is berlin, copy.copy(berlin) is berlin,
        refused(lambda: pickle.dumps(read)), refused(lambda: ZoneInfo('Nowhere/Land')), refused(lambda: ZoneInfo('../etc/passwd')),
        refused(lambda: ZoneInfo('/usr/share/zoneinfo/UTC')), refused(lambda: zoneinfo.reset_tzpath(['relative'])),
        issubclass(ZoneInfoNotFoundError, KeyError), list(zoneinfo.TZPATH),
    ]
    zoneinfo.reset_tzpath(['/nowhere'])
    ZoneInfo.clear_cache()
    return found + [list(zoneinfo.TZPATH), refused(lambda: ZoneInfo('UTC')), refused(lambda: open('/usr/share/zoneinfo/UTC', 'w'))]
`;
  expect(await call(source, 'solve')).toMatchObject(
    value([
      'Europe/Berlin',
      "zoneinfo.ZoneInfo(key='Europe/Berlin')",
      'Europe/Berlin',
      'mine',
      '2050-07-01T12:00:00+02:00',
      'CEST',
      true,
      false,
      false,
      true,
      false,
      true,
      'PicklingError',
      'ZoneInfoNotFoundError',
      'ValueError',
      'ValueError',
      'ValueError',
      true,
      ['/usr/share/zoneinfo'],
      ['/nowhere'],
      'ZoneInfoNotFoundError',
      'OSError',
    ]),
  );
});

test('local time is UTC', async () => {
  const source = `
import time
from datetime import datetime, timezone
def solve():
    there = datetime(2024, 7, 1, 12).astimezone()
    return [list(time.localtime(0)[:6]), time.tzname, time.timezone, str(there), there.tzname(), datetime.fromtimestamp(0).isoformat()]
`;
  expect(await call(source, 'solve')).toMatchObject(
    value([[1970, 1, 1, 0, 0, 0], ['UTC', 'UTC'], 0, '2024-07-01 12:00:00+00:00', 'UTC', '1970-01-01T00:00:00']),
  );
});
