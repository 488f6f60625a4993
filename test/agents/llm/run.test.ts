/** `arena run` with language models in the roster: played, killed, gone on with, and played again from its record alone. */

import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LLMock } from '@copilotkit/aimock';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { buildCorpus } from '../../../seeds/corpus.ts';
import { ENTRY, start } from '../../helpers/arena-command.ts';
import { startMockLlm } from '../../helpers/mock-llm.ts';
import { asks, teach } from '../../helpers/taught-llm.ts';

const SECRET = 'sk-secret-of-the-test';
// Whole runs, each a process of its own, on a machine that may have other things to do.
vi.setConfig({ testTimeout: 400_000 });
const folder = mkdtempSync(join(tmpdir(), 'arena-models-'));
let mock: LLMock;
beforeAll(async () => {
  mock = await startMockLlm();
  // A provider that asks the newcomer for patience once.
  const first = { ...asks('must fit this JSON Schema'), model: 'newcomer', sequenceIndex: 0 };
  mock.on(first, { error: { message: 'slow down' }, status: 429, retryAfter: 1 });
  teach(mock, buildCorpus('starter', 'starter-1').slice(0, 1));
});
afterAll(async () => {
  await mock.stop();
  rmSync(folder, { recursive: true });
});

function roster(limits = ''): string {
  const models = [
    `  - { name: Mini, kind: model, model: gpt-4o-mini, endpoint: '${mock.url}/v1', keyVariable: TEST_KEY, structured: text${limits} }`,
    `  - { name: Haiku, kind: model, model: claude-3.5-haiku, endpoint: '${mock.url}', keyVariable: TEST_KEY, structured: text, strategy: { name: budget_fraction } }`,
  ];
  const file = join(folder, 'roster.yaml');
  writeFileSync(file, `name: models\ndescription: two models\nentries:\n${models.join('\n')}\n`);
  const tournament = join(folder, 'models.yaml');
  writeFileSync(tournament, 'name: models\nseed: s\nprotocol: auction\nroster: ./roster.yaml\ncorpus: { limit: 2 }\n');
  return tournament;
}

/** So dear that some of the mock's few tokens cost whole cents. */
const PRICES = join(folder, 'dear.yaml');
writeFileSync(
  PRICES,
  "on: 2026-01-01\nsource: this test\nmodels: { 'openai:*': { input: 90, output: 900 }, 'anthropic:*': { input: 90, output: 900 } }\n",
);

function arena(args: readonly string[], key: string | null = SECRET, consent = ['--yes']): ChildProcess {
  const env = { PATH: process.env.PATH, HOME: folder, ...(key !== null && { TEST_KEY: key }) };
  return start(process.execPath, [ENTRY, 'run', ...args, ...consent], folder, env);
}

/** Calls that are work, and not the tiny one by which a run sees whether a model answers. */
const worked = (): number =>
  mock.getRequests().filter(({ body }) => !JSON.stringify(body).includes('the one word: ready')).length;

async function finished(child: ChildProcess): Promise<{ readonly code: number | null; readonly output: string }> {
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += String(chunk)));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output };
}

const logOf = (out: string): string => readFileSync(join(folder, out, 'models/log/models.ndjson'), 'utf8');

function everythingIn(out: string): string {
  const dir = join(folder, out, 'models');
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    .join('\n');
}

test('models bid, deliver and pay for their calls; the same run again comes from the record, without the provider', async () => {
  const file = roster();
  const { code, output } = await finished(arena([file, '--out', join(folder, 'live'), '--model-prices', PRICES]));
  expect(code, output).toBe(0);
  const standing = JSON.parse(readFileSync(join(folder, 'live/models/standing.json'), 'utf8'));
  expect(standing.rows.map(({ name, kind }: { name: string; kind: string }) => [name, kind]).toSorted()).toEqual([
    ['Haiku', 'model'],
    ['Mini', 'model'],
  ]);
  const log = logOf('live');
  expect(log.includes('"status":"passed"') && log.includes('"costKind":"model"')).toBe(true);
  expect(output).toMatch(/in all \$[\d.]+ likely, \$[\d.]+ to \$[\d.]+/);
  expect(everythingIn('live')).not.toContain(SECRET);
  const checks = readFileSync(join(folder, 'live/models/preflight.jsonl'), 'utf8').trimEnd().split('\n');
  expect(checks.map((line) => JSON.parse(line).freelancers)).toEqual([['Mini'], ['Haiku']]);
  expect(readFileSync(join(folder, 'live/models/model-calls.jsonl'), 'utf8')).not.toContain('the one word: ready');
  const asked = mock.getRequests().length;
  const record = join(folder, 'live/models/model-calls.jsonl');
  const again = await finished(
    arena([file, '--out', join(folder, 'again'), '--replay-models', record, '--model-prices', PRICES], null),
  );
  expect(again.code, again.output).toBe(0);
  expect(logOf('again') === logOf('live')).toBe(true);
  expect(mock.getRequests()).toHaveLength(asked);
});

test('a killed run goes on, asks nothing twice and books the same costs', async () => {
  const file = roster();
  mock.clearRequests();
  const killed = arena([file, '--out', join(folder, 'killed'), '--model-prices', PRICES]);
  while (worked() < 5 && killed.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 20));
  killed.kill('SIGKILL');
  await once(killed, 'close');
  const { code, output } = await finished(arena([file, '--out', join(folder, 'killed'), '--model-prices', PRICES]));
  expect(code, output).toBe(0);
  expect(logOf('killed') === logOf('live')).toBe(true);
  const lines = readFileSync(join(folder, 'killed/models/model-calls.jsonl'), 'utf8').trimEnd().split('\n');
  expect(new Set(lines).size).toBe(lines.length);
  // The kill may have met a call on its way.
  expect(worked() - lines.length).toBeLessThanOrEqual(2);
});

test('what can be seen to be wrong is said before the first call', async () => {
  mock.clearRequests();
  writeFileSync(
    join(folder, 'unpriced.yaml'),
    "on: 2026-01-01\nsource: nobody\nmodels: { 'ollama:*': { input: 0, output: 0 } }\n",
  );
  const file = roster(', limits: { dollars: 1 }');
  const to = (out: string, prices: string) => [file, '--out', join(folder, out), '--model-prices', prices];
  const [noKey, unpriced, unasked] = await Promise.all([
    finished(arena(to('no-key', PRICES), null)),
    finished(arena(to('unpriced', join(folder, 'unpriced.yaml')))),
    // Nobody sits before a script: it is told what to say, and waits for no answer.
    finished(arena(to('dear', PRICES), SECRET, ['--ask-above', '0.01'])),
  ]);
  expect(noKey.code, noKey.output).toBe(65);
  expect(noKey.output).toContain('TEST_KEY');
  expect(unpriced.code, unpriced.output).toBe(65);
  expect(unpriced.output).toContain('no price for openai:gpt-4o-mini');
  expect(unasked.code, unasked.output).toBe(64);
  expect(unasked.output).toContain('cost_not_agreed');
  for (const out of ['no-key', 'unpriced', 'dear']) expect(existsSync(join(folder, out))).toBe(false);
  expect(mock.getRequests()).toEqual([]);
});

test('--agent brings a model along; what troubled it and where it went no further is listed in the run’s folder', async () => {
  const file = join(folder, 'alone.yaml');
  writeFileSync(file, 'name: alone\nseed: s\nprotocol: solo\nroster: study\ncorpus: { limit: 2 }\n');
  mock.clearRequests();
  const agent = `openai:newcomer@${mock.url}/v1`;
  const env = { PATH: process.env.PATH, HOME: folder, OPENAI_API_KEY: SECRET };
  const args = [ENTRY, 'run', file, '--agent', agent, '--out', join(folder, 'joined'), '--yes'];
  const { code, output } = await finished(start(process.execPath, args, folder, env));
  expect(code, output).toBe(0);
  const run = (name: string): string => readFileSync(join(folder, 'joined/alone', name), 'utf8');
  const { rows } = JSON.parse(run('standing.json')) as { rows: { name: string; kind: string }[] };
  expect(rows).toHaveLength(6);
  expect(rows.filter(({ kind }) => kind === 'model').map(({ name }) => name)).toEqual(['openai:newcomer']);
  const incidents = run('incidents.jsonl').trimEnd().split('\n');
  const place = { freelancer: 'openai:newcomer', market: expect.any(String), project: expect.any(String) };
  expect(incidents.map((line) => JSON.parse(line))).toEqual([
    { ...place, kind: 'fault', fault: 'rate_limited', message: expect.any(String), attempt: 1, waitMs: 1_000 },
    // It has a program for the first project only.
    { ...place, project: '2', kind: 'stopped', why: expect.stringMatching(/^no program/) },
  ]);
  expect(run('incidents.jsonl')).not.toContain(SECRET);
});

test('Ctrl-C finishes the calls that have begun and says how to go on; going on ends with the same bytes', async () => {
  const file = roster();
  mock.clearRequests();
  const stopped = arena([file, '--out', join(folder, 'stopped'), '--model-prices', PRICES]);
  const end = finished(stopped);
  while (worked() < 3 && stopped.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 2));
  stopped.kill('SIGINT');
  const first = await end;
  expect(first.code, first.output).toBe(130);
  expect(first.output).toContain('Once more stops at once');
  expect(first.output).toContain('Run the same command again to go on from here');
  const record = (): string[] =>
    readFileSync(join(folder, 'stopped/models/model-calls.jsonl'), 'utf8').trimEnd().split('\n');
  // Every call that had begun came to its end and is on record: none is paid for twice.
  expect(record()).toHaveLength(worked());
  const rest = await finished(arena([file, '--out', join(folder, 'stopped'), '--model-prices', PRICES]));
  expect(rest.code, rest.output).toBe(0);
  expect(logOf('stopped') === logOf('live')).toBe(true);
  expect(record()).toHaveLength(worked());
});

/** Says that it is ready, and to work it says nothing at all. */
async function startSilent(): Promise<{ readonly server: Server; readonly url: string; readonly asked: () => number }> {
  let asked = 0;
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += String(chunk);
    });
    request.on('end', () => {
      if (!body.includes('the one word')) {
        asked += 1;
        return;
      }
      const choices = [{ index: 0, message: { role: 'assistant', content: 'ready' }, finish_reason: 'stop' }];
      const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ id: 'x', object: 'chat.completion', created: 0, model: 'm', choices, usage }));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, asked: () => asked };
}

test('a second Ctrl-C does not wait for a model', async () => {
  const silent = await startSilent();
  const file = roster();
  const entry = `{ name: Mini, kind: model, model: gpt-4o-mini, endpoint: '${silent.url}', keyVariable: TEST_KEY, structured: text }`;
  writeFileSync(join(folder, 'roster.yaml'), `name: silent\ndescription: one\nentries:\n  - ${entry}\n`);
  const child = arena([file, '--out', join(folder, 'silent')]);
  const end = finished(child);
  const isStopping = new Promise((resolve) => {
    let said = '';
    child.stderr?.on('data', (chunk) => {
      said += String(chunk);
      if (said.includes('Once more stops at once')) resolve(null);
    });
  });
  while (silent.asked() < 1 && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 20));
  child.kill('SIGINT');
  await isStopping;
  child.kill('SIGINT');
  expect((await end).code).toBe(130);
  silent.server.closeAllConnections();
  silent.server.close();
});
