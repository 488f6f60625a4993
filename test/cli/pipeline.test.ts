/** `arena pipeline`: the demo from its recording, stopped and gone on with; what it refuses; which rule counts a judge. */

import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { JUDGE_PROMPT } from '../../agents/llm/judge/prompt.ts';
import { pipelineSchema } from '../../agents/pipeline/config.ts';
import { labelsIn, ruleInForce } from '../../agents/tournament/judging.ts';
import { modelFactsSchema } from '../../agents/tournament/manifest.ts';
import { run } from '../../cli/pipeline.ts';
import { readCorpusFile } from '../../server/admission/corpus-file.ts';
import { corpusHashOf } from '../../server/ground.ts';
import { arena, ENTRY, ended, start } from '../helpers/arena-command.ts';
import { ROOT } from '../helpers/source-files.ts';

/** Of each test, and anew where one is tried again. */
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'arena-pipeline-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const never = new AbortController().signal;
const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const logOf = (out: string): string => readFileSync(join(folder, out, 'demo/log/demo.ndjson'), 'utf8');

test('the demo plays every stage from its recording, without a key; stopped with Ctrl-C it goes on to the same bytes', async () => {
  const whole = await arena(folder, 'pipeline', '--demo', '--out', 'whole');
  expect(whole.code, whole.stderr).toBe(0);
  for (const said of [
    'refused before: schema',
    'admitted, 14 cases',
    'buyer_determined',
    'attempt 1',
    'of 14 cases, passed',
  ])
    expect(whole.stdout).toContain(said);
  expect(whole.stdout).toMatch(/Mock gets \$45\.00, fee \$5\.00; the employer gives 5 of 5/);
  expect(whole.stdout).toMatch(
    /6\. Books: \d+ events, \d+ transfers, every balance adds up to zero, \$0\.00 in escrow, hash [0-9a-f]{64}/,
  );
  const report = JSON.parse(readFileSync(join(folder, 'whole/demo/judge-report.json'), 'utf8'));
  expect(report).toMatchObject({
    judge: 'openai:mock-judge',
    fit: false,
    canaries: { injected: { judged: 1, passed: 0 } },
  });
  const [choice] = readFileSync(join(folder, 'whole/demo/choices.jsonl'), 'utf8').split('\n');
  expect(JSON.parse(choice ?? '')).toMatchObject({
    market: 'demo',
    by: 'model',
    shown: [{ label: 'A' }, { label: 'B' }, { label: 'C' }],
  });

  const manifest = JSON.parse(readFileSync(join(folder, 'whole/demo/manifest.json'), 'utf8'));
  const models = modelFactsSchema.parse(manifest.models);
  expect(models.models.map(({ freelancer, model }) => [freelancer, model.slice(0, 12)])).toEqual([
    ['/writer', 'openai:mock-'],
    ['/employer', 'openai:mock-'],
    ['/judge', 'openai:mock-'],
    ['Mock', 'openai:mock-'],
  ]);
  expect(models).toMatchObject({ mode: 'replay', prices: { on: expect.any(String) } });
  expect(Object.keys(models.prompts)).toEqual(['writer', 'employer', 'judge', 'freelancer']);
  const corpusHash = corpusHashOf(await readCorpusFile(join(folder, 'whole/demo/projects.jsonl')));
  expect(manifest).toMatchObject({
    ...{ seeds: { run: manifest.config.seed, corpus: manifest.config.seed }, written: { projects: 1, corpusHash } },
    sessions: [{ endedAt: expect.any(String), machine: { cores: expect.any(Number) } }],
  });

  const child = start(process.execPath, [ENTRY, 'pipeline', '--demo', '--out', 'stopped'], folder);
  child.stdout?.on('data', (said) => {
    if (String(said).includes('admitted, 14 cases')) child.kill('SIGINT');
  });
  const [code] = (await once(child, 'close')) as [number];
  // A fast machine may have been through before the signal came.
  expect([0, 130]).toContain(code);
  const again = await ended(start(process.execPath, [ENTRY, 'pipeline', '--demo', '--out', 'stopped'], folder));
  expect(again.code, again.stderr).toBe(0);
  expect(again.stderr).toContain('going on with the run');
  expect(logOf('stopped') === logOf('whole')).toBe(true);
  expect(again.stdout.replace(/\nIn .*/, '')).toBe(whole.stdout.replace(/\nIn .*/, ''));
});

test('what the demo says is marked as a mock of ours', () => {
  const read = (name: string): string => readFileSync(join(ROOT, 'seeds/pipelines', name), 'utf8');
  const models = new Set(
    [...read('demo.mock-calls.jsonl').matchAll(/"model":"(openai:[^"]*)"/g)].map(([, model]) => model),
  );
  expect([...models].every((model) => model?.startsWith('openai:mock-'))).toBe(true);
  expect(read('demo.yaml')).toContain("nothing in the recording is a vendor's");
});

test.each([
  ['name: x\nseed: s\nwriter: { brief: carts }\n', 'needs writer.model'],
  ['name: x\nseed: s\nwriter: { count: 0 }\n', 'line 3'],
  ['name: x\nseed: s\njudge: { rule: tests_and_rubric }\n', 'needs judge.model'],
  ['name: x\nseed: s\nemployer: { awardRule: model }\n', 'needs employer.model'],
  ["name: x\nseed: s\nemployer: { model: { model: 'openai:m' }, release: model }\n", 'set market.settlement'],
  ['name: x\nseed: s\nmarket: { clock: { kind: wall, speed: 1 } }\n', 'virtual time'],
  ['name: x\nseed: s\nroster: nobody\n', 'there is no roster "nobody"'],
])('a file that says %j is refused: %s', async (text, message) => {
  await expect(run([file('bad.yaml', text)], never)).rejects.toMatchObject({
    exitCode: 65,
    message: expect.stringContaining(message),
  });
});

test.each([
  [['--count', '0'], '--count: 1 to'],
  [['--workers', 'many'], '--workers: 1 to'],
  [['--demo', 'x.yaml'], '--demo plays'],
  [['a.yaml', 'b.yaml'], 'one file'],
  [['--seed', ''], '--seed: 1 to'],
])('arena pipeline %j says what is wrong', async (words, message) => {
  await expect(run(words, never)).rejects.toMatchObject({ exitCode: 64, message: expect.stringContaining(message) });
});

const ROSTER = "name: r\ndescription: one\nentries:\n  - { name: Mini, kind: model, model: 'openai:gpt-4o-mini' }\n";

test('a judge of the family of a freelancer is refused by its code before anything is written', async () => {
  file('mini.yaml', ROSTER);
  const text = "name: x\nseed: s\nroster: ./mini.yaml\njudge: { model: { model: 'openai:gpt-4.1' } }\n";
  await expect(run([file('same.yaml', text), '--out', folder], never)).rejects.toMatchObject({
    exitCode: 65,
    message: expect.stringMatching(/^judge_same_family: .*Mini \(openai:gpt-4o-mini\)/),
  });
});

test('what its models may cost is said and agreed to before anything is written, and each model has to answer', async () => {
  const judge = "judge: { model: { model: 'openai:j', endpoint: 'http://127.0.0.1:1/v1', keyVariable: PATH } }";
  const text = `name: paid\nseed: s\nwriter: { count: 1 }\n${judge}\n`;
  const out = join(folder, 'paid');
  const priced = "on: 2026-01-01\nsource: here\nmodels: { 'openai:*': { input: 90, output: 900 } }\n";
  const prices = file('prices.yaml', priced);
  const words = [file('paid.yaml', text), '--out', out, '--model-prices', prices, '--workers', '1'];
  await expect(run(words, never)).rejects.toMatchObject({
    exitCode: 64,
    message: 'cost_not_agreed: it may cost more than 5 dollars: say --yes, or --ask-above DOLLARS',
  });
  await expect(run([...words, '--yes'], never)).rejects.toMatchObject({
    exitCode: 69,
    message: expect.stringMatching(/^model_not_ready: \/judge: openai:j does not answer/),
  });
  expect(existsSync(out)).toBe(false);
});

test('a rule that counts the judge is in force only with a report that found this judge fit', async () => {
  const judge = (fitness: string | null) =>
    pipelineSchema.parse({
      ...{ name: 'x', seed: 's' },
      judge: { model: { model: 'openai:j' }, rule: 'tests_and_rubric', fitness },
    }).judge;
  const inForce = (fitness: string | null) => ruleInForce(judge(fitness), (path) => join(folder, path));
  const report = (name: string, value: object): string => {
    file(name, JSON.stringify(value));
    return name;
  };
  const fit = { judge: 'openai:j', prompt: JUDGE_PROMPT, fit: true };
  expect(await inForce(report('fit.json', fit))).toEqual({ rule: 'tests_and_rubric', why: null });
  for (const [fitness, why] of [
    [null, 'no report'],
    [report('unfit.json', { ...fit, fit: false }), 'found it unfit'],
    [report('other.json', { ...fit, judge: 'openai:k' }), 'about openai:k'],
    [report('words.json', { ...fit, prompt: 'judge-0' }), 'other words'],
  ] as const) {
    expect(await inForce(fitness)).toMatchObject({ rule: 'tests_only', why: expect.stringContaining(why) });
  }
  await expect(inForce(report('none.json', {}))).rejects.toThrow('no report on a judge');
});

test('labels of people are read line by line, and a wrong line is named', async () => {
  const good = '{"market":"demo","delivery":1,"by":"Ann","passed":true}';
  expect(await labelsIn(file('labels.jsonl', `${good}\n\n`))).toHaveLength(1);
  await expect(labelsIn(file('bad.jsonl', `${good}\n{"market":"demo"}\n`))).rejects.toThrow('line 2');
  await expect(labelsIn(join(folder, 'nowhere.jsonl'))).rejects.toThrow('does not exist');
});
