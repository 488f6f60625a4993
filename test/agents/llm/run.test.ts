/** `arena run` with language models in every place: played, killed, stopped, gone on with, and played again from its record alone. */

import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LLMock } from '@copilotkit/aimock';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { JUDGE_PROMPT } from '../../../agents/llm/judge/prompt.ts';
import { buildCorpus } from '../../../seeds/corpus.ts';
import { ENTRY, ended, environmentAt, start } from '../../helpers/arena-command.ts';
import { verb } from '../../helpers/hostile-runs.ts';
import { startMockLlm } from '../../helpers/mock-llm.ts';
import { runHere } from '../../helpers/run-command.ts';
import { startSilent } from '../../helpers/silent-llm.ts';
import { triedAgain } from '../../helpers/stage.ts';
import { asks } from '../../helpers/taught-llm.ts';
import { type Taught, type Topic, teachPlaces } from '../../helpers/taught-places.ts';

const SECRET = 'sk-secret-of-the-test';
// Whole runs, some in processes of their own, on a machine that may have other things to do.
vi.setConfig({ testTimeout: 400_000 });
const folder = mkdtempSync(join(tmpdir(), 'arena-models-'));
let mock: LLMock;
let taught: Taught;
beforeAll(async () => {
  mock = await startMockLlm();
  // A provider that asks the newcomer for patience once.
  const first = { ...asks('must fit this JSON Schema'), model: 'newcomer', sequenceIndex: 0 };
  mock.on(first, { error: { message: 'slow down' }, status: 429, retryAfter: 1 });
  taught = teachPlaces(mock, buildCorpus('starter', 'starter-1').slice(0, 1));
});
/** What the test that runs has played: played anew, and not gone on with, where it is tried again. */
const outs = new Set<string>();
beforeEach(({ task }) => {
  if (triedAgain(task)) for (const out of outs) rmSync(join(folder, out), { recursive: true, force: true });
  outs.clear();
  vi.stubEnv('TEST_KEY', SECRET);
  mock.clearRequests();
  taught.asked.clear();
  taught.onAsked = () => undefined;
  taught.honest = true;
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await mock.stop();
  rmSync(folder, { recursive: true });
});

const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const SCRIPTED = `{ name: Script, kind: scripted, model: nobody, successRate: 1, rateSource: Assumption, strategy: { name: budget_fraction },
      costModel: { kind: uniform, fromShare: 0.1, toShare: 0.2 }, speed: { medianFactor: 0.1, sigma: 0 },
      costs: { perBidMicroUsd: 0, perDeliveryMicroUsd: 0, source: Assumption } }`;
const use = (model: string): string =>
  `model: '${model}', endpoint: '${mock.url}/v1', keyVariable: TEST_KEY, structured: text, tools: none`;

/** Two models that ask before they write, a script; a model that employs and one that judges. */
function everyPlace(limits = 'questions: 1'): string {
  const entries = [
    `{ name: Mini, kind: model, ${use('gpt-4o-mini')}, limits: { ${limits} } }`,
    `{ name: Haiku, kind: model, model: claude-3.5-haiku, endpoint: '${mock.url}', keyVariable: TEST_KEY, structured: text, tools: none, strategy: { name: budget_fraction }, limits: { ${limits} } }`,
    SCRIPTED,
  ];
  file('roster.yaml', `name: models\ndescription: all\nentries:\n${entries.map((one) => `  - ${one}\n`).join('')}`);
  return file(
    'models.yaml',
    `name: models
seed: s
protocol: auction
roster: ./roster.yaml
corpus: { limit: 2 }
employer: { model: { ${use('openai:boss')} } }
judge: { model: { ${use('openai:arbiter')} } }
market: { mechanism: { kind: buyer_determined }, settlement: employer, limits: { deliveriesPerAward: 2 } }
`,
  );
}

/** So dear that some of the mock's few tokens cost whole cents. */
const PRICES = file(
  'dear.yaml',
  "on: 2026-01-01\nsource: this test\nmodels: { 'openai:*': { input: 900, output: 9000 }, 'anthropic:*': { input: 900, output: 9000 } }\n",
);
function words(tournament: string, out: string): string[] {
  outs.add(out);
  return [tournament, '--out', join(folder, out), '--model-prices', PRICES, '--workers', '1'];
}
const read = (out: string, name: string): string => readFileSync(join(folder, out, name), 'utf8');
const logOf = (out: string): string => read(out, 'models/log/models.ndjson');
const linesOf = (out: string, name: string): string[] => read(out, `models/${name}`).trimEnd().split('\n');
/** Calls that are work, and not the tiny one by which a run sees whether a model answers. */
const worked = (): number => [...taught.asked.values()].reduce((sum, count) => sum + count, 0);

function everythingIn(out: string): string {
  const dir = join(folder, out, 'models');
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    .join('\n');
}

interface Event {
  readonly type: string;
  readonly participantId?: number;
  readonly costKind?: string;
  readonly participantKind?: string;
}
const eventsOf = (out: string): Event[] =>
  logOf(out)
    .trimEnd()
    .split('\n')
    .map((line): Event => JSON.parse(line).event);

test('models in every place: chosen, asked, revised, judged, paid for; the same run again comes from the record alone', async () => {
  const tournament = everyPlace();
  const { code, output } = await runHere([...words(tournament, 'live'), '--yes']);
  expect(code, output).toBe(0);
  const standing = JSON.parse(read('live', 'models/standing.json'));
  expect(standing.rows.map(({ name, kind }: { name: string; kind: string }) => [name, kind]).toSorted()).toEqual([
    ['Haiku', 'model'],
    ['Mini', 'model'],
    ['Script', 'scripted'],
  ]);
  const events = eventsOf('live');
  const types = events.map(({ type }) => type);
  for (const type of ['MessagePosted', 'RevisionRequested', 'MilestoneReleased', 'ReviewPosted'])
    expect(types, type).toContain(type);
  expect(events.flatMap(({ participantKind }) => participantKind ?? [])).toEqual([
    ...['model', 'model', 'model', 'model', 'scripted'],
  ]);
  // Employer, reviewer and both freelancers have paid for their models: who lost has, too.
  const payers = events.filter(({ costKind }) => costKind === 'model').map(({ participantId }) => participantId);
  expect(payers.toSorted()).toEqual([1, 2, 3, 4]);
  const choices = linesOf('live', 'choices.jsonl').map((line) => JSON.parse(line));
  expect(choices.map(({ project, by, shown }) => [project, by, shown.length])).toEqual([
    [1, 'model', 3],
    [2, 'model', 3],
  ]);
  const judged = linesOf('live', 'judgements.jsonl').map((line) => JSON.parse(line).kind);
  expect(judged).toEqual(expect.arrayContaining(['delivery', 'good', 'bad', 'injected', 'pair']));
  // One rubric for the project's deliveries and its canaries.
  const rubrics = linesOf('live', 'transcript.jsonl').filter((line) => line.includes('"purpose":"rubric"'));
  expect(rubrics).toHaveLength(1);
  expect(JSON.parse(read('live', 'models/judge-report.json'))).toMatchObject({ judge: 'openai:arbiter', fit: false });
  expect(output).toContain('UNFIT: its verdicts may not count');
  expect(output).toMatch(/\/judge +openai:arbiter +\d+ to \d+ calls/);
  expect(output).toMatch(/in all \$[\d.]+ likely, \$[\d.]+ to \$[\d.]+/);
  expect(everythingIn('live')).not.toContain(SECRET);
  const checks = linesOf('live', 'preflight.jsonl').map((line) => JSON.parse(line).freelancers);
  expect(checks).toEqual([['Mini'], ['Haiku'], ['/employer'], ['/judge']]);
  expect(read('live', 'models/model-calls.jsonl')).not.toContain('the one word: ready');
  const asked = mock.getRequests().length;
  vi.stubEnv('TEST_KEY', undefined);
  const record = join(folder, 'live/models/model-calls.jsonl');
  const again = await runHere([...words(tournament, 'again'), '--replay-models', record]);
  expect(again.code, again.output).toBe(0);
  for (const name of ['log/models.ndjson', 'choices.jsonl', 'judge-report.json'])
    expect(read('again', `models/${name}`) === read('live', `models/${name}`), name).toBe(true);
  expect(mock.getRequests()).toHaveLength(asked);
});

test('a bundle of it carries the record, and is played again to the byte', async () => {
  vi.stubEnv('TEST_KEY', undefined);
  const bundle = join(folder, 'models.zip');
  expect((await verb('export', join(folder, 'live/models'), '--format', 'bundle', '--out', bundle)).code).toBe(0);
  const { code, stdout } = await verb('replay', bundle, '--model-prices', PRICES);
  expect([code, stdout]).toEqual([0, expect.stringContaining('played again: 1 log, every byte the same')]);
  expect(mock.getRequests()).toHaveLength(0);
});

test('killed in a question, killed in a wish for a revision, stopped by Ctrl-C in the revision: it goes on each time, to the same bytes', async () => {
  const tournament = everyPlace();
  const env = environmentAt(folder, { TEST_KEY: SECRET });
  /** Plays until a model is asked about this, and ends the process in the middle of it. */
  async function endedIn(topic: Topic, signal: 'SIGKILL' | 'SIGINT') {
    const child = start(process.execPath, [ENTRY, 'run', ...words(tournament, 'killed'), '--yes'], folder, env);
    taught.onAsked = (about) => {
      if (about === topic) child.kill(signal);
    };
    const end = await ended(child);
    taught.onAsked = () => undefined;
    return { ...end, lost: worked() - linesOf('killed', 'model-calls.jsonl').length };
  }
  expect((await endedIn('answer', 'SIGKILL')).code).toBe(null);
  const wish = await endedIn('accept', 'SIGKILL');
  expect(wish.code).toBe(null);
  const stopped = await endedIn('revision', 'SIGINT');
  expect(stopped.code, stopped.stderr).toBe(130);
  expect(stopped.stderr).toContain('Once more stops at once');
  expect(stopped.stderr).toContain('Run the same command again to go on from here');
  // Every call that had begun came to its end and is on record: none is paid for twice.
  expect(stopped.lost).toBe(wish.lost);
  const rest = await runHere([...words(tournament, 'killed'), '--yes']);
  expect(rest.code, rest.output).toBe(0);
  expect(logOf('killed') === logOf('live')).toBe(true);
  for (const name of ['model-calls.jsonl', 'choices.jsonl', 'judgements.jsonl'])
    expect(linesOf('killed', name).toSorted(), name).toEqual(linesOf('live', name).toSorted());
});

test('what can be seen to be wrong is said before the first call', async () => {
  const unpriced = file(
    'unpriced.yaml',
    "on: 2026-01-01\nsource: nobody\nmodels: { 'ollama:*': { input: 0, output: 0 } }\n",
  );
  const tournament = everyPlace('dollars: 1');
  const to = (out: string, prices = PRICES) => [tournament, '--out', join(folder, out), '--model-prices', prices];
  expect(await runHere([...to('unpriced', unpriced), '--yes'])).toMatchObject({
    code: 65,
    output: expect.stringContaining('no price for openai:gpt-4o-mini'),
  });
  // Nobody sits before a script: it is told what to say, and waits for no answer.
  expect(await runHere([...to('dear'), '--ask-above', '0.01'])).toMatchObject({
    code: 64,
    output: expect.stringContaining('cost_not_agreed'),
  });
  vi.stubEnv('TEST_KEY', undefined);
  expect(await runHere([...to('no-key'), '--yes'])).toMatchObject({
    code: 65,
    output: expect.stringContaining('/judge: the environment has no TEST_KEY'),
  });
  for (const out of ['no-key', 'unpriced', 'dear']) expect(existsSync(join(folder, out))).toBe(false);
  expect(mock.getRequests()).toEqual([]);
});

test('a rule that counts the judge needs a report, and one run has one rule', async () => {
  file('script.yaml', `name: script\ndescription: one\nentries:\n  - ${SCRIPTED}\n`);
  const judge = `judge: { model: { ${use('openai:arbiter')} }, rule: tests_and_rubric, canaries: false, fitness: ./fit.json }`;
  const tournament = file(
    'alone.yaml',
    `name: alone\nseed: s\nprotocol: solo\nroster: ./script.yaml\ncorpus: { limit: 1 }\n${judge}\n`,
  );
  const report = (fit: boolean) =>
    file('fit.json', JSON.stringify({ judge: 'openai:arbiter', prompt: JUDGE_PROMPT, fit }));
  const verdict = (out: string) =>
    readdirSync(join(folder, out, 'alone/log'))
      .flatMap((name) => read(out, `alone/log/${name}`).trimEnd().split('\n'))
      .map((line) => JSON.parse(line).event)
      .find(({ type }) => type === 'VerdictRecorded');
  taught.honest = false;
  report(true);
  expect(await runHere([...words(tournament, 'counted'), '--yes'])).toMatchObject({ code: 0 });
  const held = verdict('counted');
  expect([held.casesPassed === held.caseCount, held.scoreBps, held.status]).toEqual([true, 0, 'failed']);
  report(false);
  expect(await runHere([...words(tournament, 'counted'), '--yes'])).toMatchObject({
    code: 65,
    output: expect.stringContaining('begun under another rule'),
  });
  const unproven = await runHere([...words(tournament, 'unproven'), '--yes']);
  expect(unproven.output).toContain('judge_unproven: the report found it unfit; the tests alone decide');
  expect(verdict('unproven')).toMatchObject({ scoreBps: 10_000, status: 'passed' });
});

test('--agent brings a model along; what troubled it and where it went no further is listed in the run’s folder', async () => {
  const tournament = file(
    'joined.yaml',
    'name: joined\nseed: s\nprotocol: solo\nroster: study\ncorpus: { limit: 2 }\n',
  );
  const agent = `openai:newcomer@${mock.url}/v1`;
  vi.stubEnv('OPENAI_API_KEY', SECRET);
  const { code, output } = await runHere([tournament, '--agent', agent, '--out', join(folder, 'joined'), '--yes']);
  expect(code, output).toBe(0);
  const run = (name: string): string => readFileSync(join(folder, 'joined/joined', name), 'utf8');
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

test('a second Ctrl-C does not wait for a model', async () => {
  const silent = await startSilent();
  const entry = `{ name: Mini, kind: model, model: gpt-4o-mini, endpoint: '${silent.url}', keyVariable: TEST_KEY, structured: text }`;
  file('silent-roster.yaml', `name: silent\ndescription: one\nentries:\n  - ${entry}\n`);
  const text = 'name: silent\nseed: s\nprotocol: auction\nroster: ./silent-roster.yaml\ncorpus: { limit: 1 }\n';
  const args = [ENTRY, 'run', ...words(file('silent.yaml', text), 'silent'), '--yes'];
  const env = environmentAt(folder, { TEST_KEY: SECRET });
  const child = start(process.execPath, args, folder, env);
  const end = ended(child);
  let said = '';
  child.stderr?.on('data', (chunk) => {
    said += String(chunk);
  });
  while (silent.asked() < 1 && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 20));
  child.kill('SIGINT');
  await vi.waitUntil(() => said.includes('Once more stops at once'), { timeout: 120_000 });
  child.kill('SIGINT');
  expect((await end).code).toBe(130);
  silent.server.closeAllConnections();
  silent.server.close();
});
