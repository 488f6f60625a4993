/** The package as somebody gets it: packed, installed into an empty project, run from there, imported and type-checked. */

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ended, start } from '../helpers/arena-command.ts';
import { ROOT } from '../helpers/source-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'arena-pack-'));
const project = join(folder, 'project');
/** Whatever Node an empty project would find; here it must be the one that runs these tests. */
const env = { ...process.env, PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH ?? ''}` };
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Packed {
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}

let packed: Packed;

function run(command: string, ...args: readonly string[]) {
  return ended(start(command, args, project, env));
}

beforeAll(async () => {
  mkdirSync(project);
  const stdout = execFileSync('npm', ['pack', '--json', '--pack-destination', folder], {
    cwd: ROOT,
    env: { ...env, PATH: `${join(ROOT, 'node_modules', '.bin')}${delimiter}${env.PATH}` },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  [packed] = JSON.parse(stdout) as [Packed];
  writeFileSync(join(project, 'package.json'), '{ "name": "empty", "private": true, "type": "module" }\n');
  // The cache that the project's own set-up filled is asked before the registry is. No package's own scripts, as there.
  const flags = ['--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'];
  const installed = await run('npm', 'install', ...flags, join(folder, packed.filename));
  expect(installed, installed.stderr).toMatchObject({ code: 0 });
  // Half a minute on a quiet machine, most of it npm's.
}, 900_000);

test('it holds what was built and what that reads, and neither sources nor tests', () => {
  const paths = packed.files.map(({ path }) => path);
  for (const wanted of [
    'cli/arena.mjs',
    'dist/cli/arena.js',
    'dist/server/protocol/sdk/sdk.d.ts',
    'dist/db/migrations/0000_first.sql',
    'dist/seeds/scenarios/high-street.yaml',
    'dist/server/reviewer/sandbox/embedded/python/time-zones.bin',
    'LICENSE',
    'README.md',
  ]) {
    expect(paths).toContain(wanted);
  }
  const odd = paths.filter((path) => /(?<!\.d)\.ts$|(^|\/)test\/|\.db$|node_modules|_snapshot/.test(path));
  expect(odd).toEqual([]);
});

test('the command runs from node_modules', async () => {
  const help = await run('npx', '--no-install', 'arena', '--help');
  expect(help).toMatchObject({ code: 0, stdout: expect.stringContaining('arena serve') });
});

test('a tournament is played from node_modules: deliveries run in the sandbox, and the log folds again', async () => {
  writeFileSync(
    join(project, 'small.yaml'),
    'name: small\nseed: pack\nprotocol: solo\nroster: study\ncorpus: { limit: 1 }\n',
  );
  // A repository around the project is not ours, and its commit none of our provenance.
  execFileSync('git', ['init', '-q'], { cwd: project });
  const arena = join(project, 'node_modules', '.bin', 'arena');
  const played = await run(arena, 'run', 'small.yaml', '--quiet');
  expect(played, played.stderr).toMatchObject({ code: 0, stdout: expect.stringContaining('Human engineer') });
  const manifest = JSON.parse(readFileSync(join(project, 'runs/small/manifest.json'), 'utf8')) as {
    provenance: { arena: string; commit: string | null };
  };
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  expect(manifest.provenance).toMatchObject({ arena: version, commit: null });
  expect(await run(arena, 'replay', 'runs/small')).toMatchObject({ code: 0 });
});

const PROGRAM = `
import { spawn } from 'node:child_process';
import * as all from 'freelance-arena';
import { connect, deliver, projectId } from 'freelance-arena/sdk';

const words = ['serve', '--scenario', 'high-street', '--port', '0', '--quiet'];
const server = spawn(process.execPath, ['node_modules/.bin/arena', ...words]);
let said = '';
const url = await new Promise((resolve) => server.stdout.on('data', (text) => {
  said += text;
  const [, found] = /(http:\\S+)\\s/.exec(said) ?? [];
  if (found !== undefined) resolve(found);
}));
const client = await connect({ url, token: 'scenario-fay' });
const heard = [];
await client.follow(0, (seen) => heard.push(seen.event.type));
const legal = (await client.legal()).map(({ type }) => type);
const early = await deliver(client, { id: 'deliver/1', projectId: projectId(1), files: { 'main.py': 'print(1)' } });
console.log(JSON.stringify({ same: all.connect === connect, heard, legal, early }));
client.close();
server.kill('SIGTERM');
`;

test('JavaScript imports the SDK and trades with a server from the same package', async () => {
  writeFileSync(join(project, 'program.js'), PROGRAM);
  const { code, stdout, stderr } = await run(process.execPath, 'program.js');
  expect(code, stderr).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    same: true,
    heard: expect.arrayContaining(['MarketOpened', 'ProjectPosted', 'BidPlaced']),
    legal: expect.arrayContaining(['AmendBid', 'RetractBid']),
    early: { ok: false, refusal: { code: 'no_award' } },
  });
});

const TYPED = `
import { type ArenaClient, cents, type CommandRequest, connect, isFault, projectId, type Seen } from 'freelance-arena/sdk';

export async function bid(url: string, token: string): Promise<ArenaClient> {
  const client = await connect({ url, token, onTrouble: ({ code, retryAfterMs }) => void [code, retryAfterMs] });
  const events: Seen[] = [];
  await client.follow(0, (seen) => events.push(seen));
  const terms = { amountCents: cents(5_000), days: 3, qualityBps: 10_000, proposalHash: null, confidenceBps: null };
  const request: CommandRequest = { type: 'PlaceBid', projectId: projectId(1), ...terms };
  const answer = await client.send('bid/1', request).catch((thrown: unknown) => (isFault(thrown) ? null : null));
  const repeated: boolean | undefined = answer?.ok ? answer.repeated : answer?.refusal.code === 'already_bid';
  return repeated ? client : client;
}
`;

const UNTYPED = `
import { connect } from 'freelance-arena';
const client = await connect({ url: 'http://127.0.0.1', token: 'x' });
const answer = await client.send('one', { type: 'PlaceBid', projectId: 'three' });
export const code = answer.refusal.code;
`;

test('TypeScript finds the types of the package, strict ones', async () => {
  writeFileSync(join(project, 'typed.ts'), TYPED);
  writeFileSync(join(project, 'wrong.ts'), UNTYPED);
  const flags = ['--noEmit', '--strict', '--target', 'es2024', '--lib', 'es2024,dom', '--module', 'nodenext'];
  const tsc = join(ROOT, 'node_modules', '.bin', 'tsc');
  const typed = await run(tsc, ...flags, 'typed.ts');
  expect(typed, typed.stdout).toMatchObject({ code: 0 });
  const wrong = await run(tsc, ...flags, 'wrong.ts');
  expect(wrong.stdout).toMatch(/wrong\.ts\(4,\d+\).*'ProjectId'[\s\S]*wrong\.ts\(5,\d+\).*'refusal'/);
});
