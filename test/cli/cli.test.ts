/** The command line under wrong input: what is wrong, where, and what to do, with the exit code that says so. */

import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { standingSchema } from '../../agents/tournament/standing-schema.ts';
import { screenOptions, standingTable } from '../../agents/tournament/standing-table.ts';
import { textWidth } from '../../agents/tournament/text-width.ts';
import { main } from '../../cli/arena.ts';
import { arena, ENTRY, type Ended, ended, start } from '../helpers/arena-command.ts';

const folder = mkdtempSync(join(tmpdir(), 'arena-cli-'));
const home = process.cwd();
const BASE = 'name: small\nseed: s\n';
let played: Ended;

function write(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return name;
}

const read = (name: string): string => readFileSync(join(folder, name), 'utf8');

beforeAll(async () => {
  write('small.yaml', `${BASE}protocol: auction\ncorpus: { limit: 4 }\n`);
  played = await arena(folder, 'run', 'small.yaml');
  process.chdir(folder);
});
afterAll(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true, force: true });
});

/** The same in this process, which is much faster. */
async function said(args: readonly string[]): Promise<Ended> {
  const texts = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((name) =>
    vi.spyOn(process[name], 'write').mockImplementation((chunk) => {
      texts[name] += chunk;
      return true;
    }),
  );
  try {
    return { code: await main([...args]), ...texts };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

async function expectEnd(args: readonly string[], code: number, ...parts: readonly string[]): Promise<Ended> {
  const end = await said(args);
  const text = end.stdout + end.stderr;
  expect(end.code, text).toBe(code);
  for (const part of parts) expect(text).toContain(part);
  // Nobody who made a slip wants to see where in our code it was noticed.
  expect(text).not.toMatch(/\n\s+at .*:\d+/);
  return end;
}

test.each([
  [64, ['fly'], 'no verb "fly"'],
  [65, ['standing', 'nowhere'], 'nowhere/standing.json does not exist'],
  [1, ['replay', 'nothing.ndjson'], 'holds no event'],
])('the process itself ends with %i', async (code, args, part) => {
  write('nothing.ndjson', '');
  const end = await arena(folder, ...args);
  expect({ ...end, said: (end.stdout + end.stderr).includes(part) }).toMatchObject({ code, said: true });
});

/** A run that takes long says now and then how far it is, in lines that a log can hold; how long it takes is the machine's affair. */
function withoutProgress(end: Ended): Ended {
  return { ...end, stderr: end.stderr.replaceAll(/^[\w-]+ · \d+\/\d+ projects.*\n/gm, '') };
}

test('a run ends with 0 and says nothing but its results where nobody watches', () => {
  expect(played.code, played.stderr).toBe(0);
  expect(withoutProgress(played).stderr).toBe('');
  expect(played.stdout).toContain('Human engineer');
  for (const control of ['\r', '\u001b']) expect(played.stdout).not.toContain(control);
});

describe('the command line', () => {
  test.each([
    ['no verb', [], 0, ['Verbs', 'arena run', 'Exit codes']],
    ['a question for help', ['run', '--help'], 0, ['Verbs']],
    ['an unknown verb', ['fly'], 64, ['no verb "fly"', 'arena help']],
    ['an unknown option', ['run', 'small.yaml', '--fast'], 64, ["Unknown option '--fast'", 'arena help']],
    ['an option without its value', ['run', '--workers'], 64, ['--workers']],
    ['no workers', ['run', 'small.yaml', '--workers', '0'], 64, ['--workers: 1 to 64']],
    ['half a worker', ['run', 'small.yaml', '--workers', '1.5'], 64, ['--workers: 1 to 64']],
    ['no run to stand', ['standing'], 64, ['arena standing DIR']],
    ['an unknown format', ['standing', 'runs/small', '--format', 'pdf'], 64, ['table, csv or json']],
    ['nothing to replay', ['replay'], 64, ['arena replay DIR']],
    ['an event that is no number', ['replay', 'runs/small', '--until', 'x'], 64, ['--until']],
    ['no db verb', ['db'], 64, ['db verify FILE']],
    ['an unknown db verb', ['db', 'fly', 'runs/small/market.db'], 64, ['db verify FILE']],
    ['an unknown market', ['db', 'verify', 'runs/small/market.db', 'moon'], 64, ['no market moon']],
    ['a backup to nowhere', ['db', 'backup', 'runs/small/market.db'], 64, ['backup where to?']],
    ['a study read and asked at once', ['study', 'runs/small', '--models'], 64, ['--models plays the study anew']],
    ['an unknown bench', ['bench', 'nothing'], 64, ['no bench "nothing"', 'kernel']],
  ])('%s', async (_name, args, code, said) => {
    await expectEnd(args, code, ...said);
  });
});

describe('a tournament that cannot be played', () => {
  test.each([
    ['is not there', null, ['wrong.yaml does not exist']],
    ['is empty', '', ['wrong.yaml is empty']],
    ['is no YAML', `${BASE}protocol: [solo\nrounds: 2\n`, ['wrong.yaml', 'line 4']],
    ['says a field twice', `${BASE}name: b\n`, ['wrong.yaml', 'line 3', 'unique']],
    [
      'has an unknown field',
      `${BASE}protocol: solo\ncorpus:\n  limits: 3\n`,
      ['line 5: corpus.limits: there is no such'],
    ],
    ['lacks a field', BASE, ['wrong.yaml, line 1: protocol: ', '"solo"|"auction"']],
    [
      'has fields of other types',
      'name: Big!\nseed: 5\nprotocol: both\nrounds: many\n',
      [
        'line 1: name: lower-case',
        'line 2: seed: expected string',
        'line 3: protocol: ',
        'line 4: rounds: expected number',
      ],
    ],
    ['names an unknown corpus', `${BASE}protocol: solo\ncorpus: { name: moon }\n`, ['line 4', '"moon"', 'use starter']],
    [
      'names an unknown roster',
      `${BASE}protocol: solo\nroster: moon\n`,
      ['line 4', '"moon"', 'use adversaries, equals, sizes, strategies, study'],
    ],
    [
      'names a roster file that is not there',
      `${BASE}protocol: solo\nroster: ./moon.yaml\n`,
      ['moon.yaml does not exist'],
    ],
    [
      'has nobody as its baseline',
      `${BASE}protocol: solo\nbaseline: { kind: simulated, entry: Nobody }\n`,
      ['line 4: baseline.entry', '"Nobody"'],
    ],
    [
      'compares an auction with a published rate',
      `${BASE}protocol: auction\nbaseline:\n  kind: published\n`,
      ['line 5: baseline.kind', 'use simulated or none'],
    ],
    [
      'compares an auction with people',
      `${BASE}protocol: auction\nbaseline: { kind: measured, file: people.json }\n`,
      ['line 4: baseline.kind', 'use simulated or none'],
    ],
    [
      'names verdicts of people that are not there',
      `${BASE}protocol: solo\nbaseline: { kind: measured, file: people.json }\n`,
      ['people.json does not exist'],
    ],
    ['runs on another clock', `${BASE}protocol: solo\nmarket: { clock: { kind: wall, speed: 1 } }\n`, ['virtual time']],
    [
      'has a policy that cannot be',
      `${BASE}protocol: solo\nmarket: { fees: cheap }\n`,
      ['line 4: market.fees', '"none"'],
    ],
  ])('%s', async (_name, text, said) => {
    rmSync(join(folder, 'wrong.yaml'), { force: true });
    if (text !== null) write('wrong.yaml', text);
    await expectEnd(['run', 'wrong.yaml', '--out', 'never'], 65, ...said);
    expect(existsSync(join(folder, 'never/small/standing.json'))).toBe(false);
  });

  test('a folder in its place, and two of one name', async () => {
    await expectEnd(['run', 'runs'], 65, 'runs is a folder');
    write('twin.yaml', `${BASE}protocol: solo\n`);
    await expectEnd(['run', 'small.yaml', 'twin.yaml'], 65, 'called "small"');
  });

  test('a file where its folder should be made', async () => {
    write('blocked', '');
    await expectEnd(['run', 'small.yaml', '--out', 'blocked'], 64, 'blocked/small cannot be made', '--out');
  });
});

describe('what a run left behind', () => {
  test('a standing that is not there, is no JSON, or is no standing', async () => {
    await expectEnd(['standing', 'nowhere'], 65, 'nowhere/standing.json does not exist', 'a run that has ended');
    const good = read('runs/small/standing.json');
    try {
      write('runs/small/standing.json', '{');
      await expectEnd(['standing', 'runs/small'], 65, 'standing.json is no JSON');
      write('runs/small/standing.json', '{}');
      await expectEnd(['standing', 'runs/small'], 65, 'standing.json is no standing: protocol');
    } finally {
      write('runs/small/standing.json', good);
    }
    const { stdout } = await expectEnd(['standing', 'runs/small', '--format', 'json'], 0);
    expect(stdout).toBe(good);
  });

  test('a log that was changed names the first event that is not what was logged', async () => {
    await expectEnd(['replay', 'runs/small'], 0, 'books balance');
    const lines = read('runs/small/log/small.ndjson').split('\n');
    const changed = lines.findIndex((line) => line.includes('"BidPlaced"'));
    const tampered = lines.with(changed, (lines[changed] ?? '').replace(/"amountCents":\d+/, '"amountCents":1'));
    write('tampered.ndjson', tampered.join('\n'));
    await expectEnd(['replay', 'tampered.ndjson'], 1, 'NOT what was logged', `event ${changed + 1} is not`);
    await expectEnd(['replay', 'tampered.ndjson', '--until', String(changed)], 0, `${changed} events`);
    write('gap.ndjson', lines.toSpliced(2, 1).join('\n'));
    await expectEnd(['replay', 'gap.ndjson'], 1, 'event 4 follows event 2');
    write('text.ndjson', `${lines[0]}\nhello\n`);
    await expectEnd(['replay', 'text.ndjson'], 1, 'text.ndjson, line 2');
    write('nothing.ndjson', '');
    await expectEnd(['replay', 'nothing.ndjson'], 1, 'holds no event');
  });

  test('a log that is not there', async () => {
    await expectEnd(['replay', 'nowhere'], 65, 'nowhere does not exist');
    await expectEnd(['replay', 'runs'], 65, 'runs is no folder of a run');
  });

  test('a database that is none, is not there, or is good, and its backup', async () => {
    await expectEnd(['db', 'verify', 'small.yaml'], 65, 'not a database', 'small.yaml');
    await expectEnd(['db', 'verify', 'nowhere.db'], 65, 'nowhere.db does not exist');
    expect(existsSync(join(folder, 'nowhere.db'))).toBe(false);
    const good = await expectEnd(
      ['db', 'verify', 'runs/small/market.db'],
      0,
      'small: ',
      'log, ledger and tables agree',
    );
    rmSync('copy.db', { force: true });
    await expectEnd(['db', 'backup', 'runs/small/market.db', 'copy.db'], 0, 'is copied to copy.db');
    expect((await expectEnd(['db', 'verify', 'copy.db'], 0)).stdout).toBe(good.stdout);
    await expectEnd(['db', 'rebuild', 'copy.db', 'small'], 0, 'written anew');
    expect((await expectEnd(['db', 'verify', 'copy.db'], 0)).stdout).toBe(good.stdout);
    await expectEnd(['db', 'backup', 'copy.db', 'copy.db'], 64, 'copy.db exists already');
  });

  test('a reader that has seen enough is no trouble', async () => {
    const pipe = '"$0" "$1" standing runs/small --format json | true; exit 0';
    const { stderr } = await ended(start('sh', ['-c', pipe, process.execPath, ENTRY], folder));
    expect(stderr).toBe('');
  });
});

/** Starts a run and presses Ctrl-C as soon as it has begun. */
async function interrupted(name: string): Promise<Ended> {
  write(`${name}.yaml`, `name: ${name}\nseed: s\nprotocol: auction\ncorpus: { limit: 4 }\nrounds: 12\n`);
  rmSync(join(folder, 'runs', name), { recursive: true, force: true });
  const child = start(process.execPath, [ENTRY, 'run', `${name}.yaml`], folder);
  const end = ended(child);
  const hasBegun = (): boolean => existsSync(join(folder, `runs/${name}/manifest.json`));
  while (!hasBegun() && child.exitCode === null) await new Promise((wake) => setTimeout(wake, 5));
  child.kill('SIGINT');
  return end;
}

test('Ctrl-C ends with 130 and a sentence, and the same command goes on', async () => {
  let tries = 1;
  let end = await interrupted('long-1');
  // On a busy machine the key may come after the end.
  for (; end.code === 0 && tries < 5; end = await interrupted(`long-${tries}`)) tries += 1;
  expect(withoutProgress(end)).toEqual({
    code: 130,
    stdout: '',
    stderr:
      'Stopping: what has begun is finished first. Once more stops at once.\nStopped. Run the same command again to go on from here.\n',
  });
  const again = await expectEnd(['run', `long-${tries}.yaml`], 0, `going on with the run in runs/long-${tries}`);
  expect(again.stdout).toContain('Human engineer');
});

test('a terminal of any width gets a table that fits', () => {
  const standing = standingSchema.parse(JSON.parse(read('runs/small/standing.json')));
  for (const columns of [60, 80, 120, 200]) {
    const options = screenOptions({ isTTY: true, columns }, { NO_COLOR: '1' });
    for (const line of standingTable(standing, options).split('\n'))
      expect(textWidth(line)).toBeLessThanOrEqual(columns);
  }
  // Narrower than rank, name, earnings and origin it cannot be; what those four need is 40.
  const narrow = standingTable(standing, { width: 40 });
  for (const line of narrow.split('\n')) expect(textWidth(line)).toBeLessThanOrEqual(40);
  expect(narrow).toMatch(/Earned.*Origin/);
});

test('colour is for terminals only, unless NO_COLOR; a terminal that does not know its width has 80 columns', () => {
  expect(screenOptions({ columns: 200 }, {})).toEqual({});
  expect(screenOptions({ isTTY: true, columns: 0 }, {})).toEqual({ width: 80, color: true });
  expect(screenOptions({ isTTY: true, columns: 90 }, { NO_COLOR: '1' })).toEqual({ width: 90, color: false });
});

test('an old Node is told what to do, with 69', async () => {
  const older = "Object.defineProperty(process,'versions',{value:{...process.versions,node:'20.1.0'}})";
  const args = ['--import', `data:text/javascript,${encodeURIComponent(older)}`, ENTRY, 'run'];
  const { code, stdout, stderr } = await ended(start(process.execPath, args, folder));
  expect({ code, stdout }).toEqual({ code: 69, stdout: '' });
  expect(stderr).toMatch(/needs Node 24 or newer; this is Node 20\.1\.0\.\n.*npm start/);
});
