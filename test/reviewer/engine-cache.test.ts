/** What is kept between processes is believed only by its pinned hash; a folder that is no use costs time and nothing else. */

import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { sha256 } from '../../server/kernel/hash.ts';
import { findBinaries, readBinary } from '../../server/reviewer/sandbox/embedded/binaries.ts';
import { bootTexts } from '../../server/reviewer/sandbox/embedded/boot-texts.ts';
import {
  cacheFolder,
  KEPT,
  KEPT_FOR,
  keptPath,
  readKept,
  writeKept,
} from '../../server/reviewer/sandbox/embedded/engine-cache.ts';
import { startPython } from '../../server/reviewer/sandbox/embedded/python/engine.ts';
import { decodeImage, encodeImage } from '../../server/reviewer/sandbox/embedded/python/image.ts';
import { createEmbeddedSandbox, embeddedImageHash } from '../../server/reviewer/sandbox/embedded.ts';
import { DEFAULT_LIMITS, type RunRequest } from '../../server/reviewer/sandbox.ts';

const NAME = 'pythonImage';
const root = mkdtempSync(join(tmpdir(), 'arena-cache-'));
let folder: string;
let made: Map<string, Uint8Array>;
let code: Uint8Array;
let count = 0;

beforeAll(() => {
  const paths = findBinaries();
  const { python: boot, buildFacts } = bootTexts();
  const timeZones = readBinary('timeZones', paths);
  const wasm = readBinary('pythonWasm', paths);
  const library = readBinary('pythonLibrary', paths);
  const python = startPython({ wasm, library, timeZones, boot, buildFacts, exchange: () => null });
  made = new Map([[NAME, encodeImage(python.image)]]);
  code = python.code;
});

beforeEach(() => {
  count += 1;
  folder = join(root, String(count));
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

const image = (): Uint8Array => made.get(NAME) ?? new Uint8Array(0);

test('what a start makes is what is pinned: where boot code or binaries were changed, write this into KEPT', () => {
  const pin = (bytes: Uint8Array): object => ({ sha256: sha256(bytes), bytes: bytes.length });
  expect({ pythonCode: pin(code), pythonImage: pin(image()) }).toEqual(KEPT);
  expect(embeddedImageHash()).toBe(KEPT_FOR);
});

test('an image is the same after it was kept and read', async () => {
  expect(await writeKept(folder, made)).toEqual([]);
  const kept = readKept(folder).get(NAME);
  expect(Buffer.compare(kept ?? new Uint8Array(0), image())).toBe(0);
  const { memory, ...rest } = decodeImage(image());
  expect(Buffer.compare(encodeImage({ memory, ...rest }), image())).toBe(0);
  if (process.platform !== 'win32') expect(statSync(keptPath(folder, NAME)).mode & 0o077).toBe(0);
});

test.each([
  ['missing', () => {}],
  ['empty', () => writeFileSync(keptPath(folder, NAME), '')],
  [
    'garbage of the right length',
    () => writeFileSync(keptPath(folder, NAME), new Uint8Array(KEPT[NAME].bytes).fill(7)),
  ],
  [
    'one bit away from the pinned one',
    () => {
      const bytes = Buffer.from(image());
      bytes[5_000_000] = (bytes[5_000_000] ?? 0) ^ 1;
      writeFileSync(keptPath(folder, NAME), bytes);
    },
  ],
  ['longer than the pinned one', () => writeFileSync(keptPath(folder, NAME), Buffer.concat([image(), Buffer.of(0)]))],
  ['a folder', () => mkdirSync(keptPath(folder, NAME))],
  [
    'a link to the pinned bytes',
    () => {
      writeFileSync(join(folder, 'elsewhere'), image());
      symlinkSync(join(folder, 'elsewhere'), keptPath(folder, NAME));
    },
  ],
  ['a pipe that nobody writes to', () => execFileSync('mkfifo', [keptPath(folder, NAME)])],
])('a file that is %s is as good as none', (_what, place) => {
  mkdirSync(folder);
  place();
  expect(readKept(folder).size).toBe(0);
});

test('what is not pinned is never kept', async () => {
  const other = Buffer.from(image());
  other[0] = 1;
  expect(
    await writeKept(
      folder,
      new Map([
        [NAME, other],
        ['other', image()],
      ]),
    ),
  ).toHaveLength(2);
  expect(existsSync(folder)).toBe(false);
});

test('a folder that cannot be written to is trouble in words, and leaves nothing half-written', async () => {
  writeFileSync(folder, 'not a folder');
  expect(await writeKept(folder, made)).toEqual([expect.stringContaining(NAME)]);
  expect(readKept(folder).size).toBe(0);
  // A folder in the file's place: the last step of writing fails.
  folder = `${folder}-full`;
  mkdirSync(keptPath(folder, NAME), { recursive: true });
  expect(await writeKept(folder, made)).toHaveLength(1);
  expect(readdirSync(folder)).toEqual([keptPath('', NAME)]);
});

test('many who write at once leave one whole file', async () => {
  const troubles = await Promise.all(Array.from({ length: 6 }, () => writeKept(folder, made)));
  expect(troubles.flat()).toEqual([]);
  expect(readdirSync(folder)).toHaveLength(1);
  expect(readKept(folder).size).toBe(1);
});

test('old versions and unfinished files are removed, those of others stay', async () => {
  mkdirSync(folder);
  const long = new Date(Date.now() - 86_400_000);
  const old = ['1', '2', '3', '4', '5'].map((version) => `${NAME}-${version}`);
  for (const file of [...old, `${NAME}-x.new`, 'somebody-else']) {
    writeFileSync(join(folder, file), '');
    utimesSync(join(folder, file), long, long);
  }
  await writeKept(folder, made);
  const left = readdirSync(folder);
  expect(left).toContain('somebody-else');
  expect(left).not.toContain(`${NAME}-x.new`);
  expect(left.filter((file) => file.startsWith(NAME))).toHaveLength(4);
  expect(readKept(folder).size).toBe(1);
});

const request: RunRequest = {
  language: 'python',
  files: { 'main.py': 'def solve(a): return [sorted(a), id(a)]' },
  task: { kind: 'function', file: 'main.py', entry: 'solve', args: [[3, 1, 2]] },
  limits: DEFAULT_LIMITS,
};

test('a sandbox answers alike from nothing, from what was kept, from a swapped file, and mends the folder', async () => {
  const answer = async (cache: string | null): Promise<unknown> => {
    const sandbox = await createEmbeddedSandbox({ slots: 1, cache });
    const { wallMs: _, ...result } = await sandbox.run(request);
    await sandbox.close();
    return result;
  };
  const untilKept = async (): Promise<void> => {
    while (readKept(folder).size < Object.keys(KEPT).length) await new Promise((resolve) => setTimeout(resolve, 20));
  };
  const first = await answer(folder);
  await untilKept();
  expect(await answer(folder)).toEqual(first);
  writeFileSync(keptPath(folder, NAME), new Uint8Array(KEPT[NAME].bytes));
  expect(await answer(folder)).toEqual(first);
  await untilKept();
  expect(await answer(null)).toEqual(first);
  chmodSync(folder, 0o500);
  expect(await answer(folder)).toEqual(first);
});

test('the folder is the one that each system has for such files', () => {
  expect(cacheFolder({ HOME: '/users/a' }, 'linux')).toBe('/users/a/.cache/freelance-arena');
  expect(cacheFolder({ HOME: '/users/a', XDG_CACHE_HOME: '/fast' }, 'linux')).toBe('/fast/freelance-arena');
  expect(cacheFolder({ HOME: '/users/a', XDG_CACHE_HOME: 'here' }, 'linux')).toBe('/users/a/.cache/freelance-arena');
  expect(cacheFolder({ HOME: '/users/a' }, 'darwin')).toBe('/users/a/Library/Caches/freelance-arena');
  expect(cacheFolder({ HOME: 'nowhere' }, 'linux')).toBe(null);
});
