/** A manifest says what a run was made of, and nothing of the machine's file system, of keys, or of people. */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import * as employerWords from '../../agents/llm/employer/prompt.ts';
import * as judgeWords from '../../agents/llm/judge/prompt.ts';
import * as freelancerWords from '../../agents/llm/prompt.ts';
import { freelancerPrompt } from '../../agents/llm/prompt-hash.ts';
import { roleEntry } from '../../agents/llm/role-entry.ts';
import { priceTableSchema } from '../../agents/llm/usage.ts';
import { tournamentSchema } from '../../agents/tournament/config.ts';
import { manifestSchema, modelFacts, modelFactsSchema, workedSeconds } from '../../agents/tournament/manifest.ts';
import { modelsOfTournament } from '../../agents/tournament/model-roles.ts';
import { portable } from '../../agents/tournament/portable.ts';
import { promptsAsked } from '../../agents/tournament/prompts-asked.ts';
import { codeHere, machineHere } from '../../agents/tournament/provenance.ts';
import { rosterSchema } from '../../agents/tournament/roster.ts';
import { findRun, folderOfRun, identityOf, openRunFolder } from '../../agents/tournament/run-folder.ts';
import { TRIES_FILE } from '../../agents/tournament/tries-file.ts';
import * as writerWords from '../../agents/writer/llm/prompt.ts';
import { canonicalJson, sha256 } from '../../server/kernel/hash.ts';
import { DEFAULT_POLICY } from '../../server/market/policy.ts';
import { ROOT } from '../helpers/source-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'arena-manifest-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ROSTER = rosterSchema.parse({
  name: 'models',
  description: 'One',
  entries: [{ name: 'M', kind: 'model', model: 'openai:m', endpoint: 'https://ann:secret@models.example.org/v1' }],
});
const PRICES = priceTableSchema.parse({
  on: '2026-01-01',
  source: 'a page',
  models: { 'openai:*': { input: 1, output: 2 } },
});
const CONFIG = tournamentSchema.parse({
  name: 'n',
  seed: '/not/a/path',
  protocol: 'solo',
  corpus: { name: '/people/ann/own.jsonl' },
});
const BOSS = { employer: { model: { model: 'openai:boss' } }, judge: { model: { model: 'anthropic:arbiter' } } };
const ASKED = modelsOfTournament(CONFIG, ROSTER);
const INPUTS = { config: CONFIG, roster: ROSTER, corpusHash: 'c', sandboxImage: 's' };
const read = (dir: string) => {
  const text = readFileSync(join(dir, 'manifest.json'), 'utf8');
  return { text, manifest: manifestSchema.parse(JSON.parse(text)) };
};

test('paths, names of people in them, and passwords in addresses stay here; what is a seed or a name stays as it is', async () => {
  const folderOf = await openRunFolder({ dir: join(folder, 'a'), strict: true }, INPUTS);
  const { text, manifest } = read(folderOf.dir);
  for (const told of ['ann', 'secret', '/people', folder]) expect(text).not.toContain(told);
  expect(manifest.config).toMatchObject({
    seed: '/not/a/path',
    corpus: { name: './own.jsonl', seed: './own.jsonl-1' },
  });
  expect(manifest.roster.entries[0]).toMatchObject({ endpoint: 'https://models.example.org/v1' });
  // The run is still known by what it really is.
  expect(await findRun({ dir: join(folder, 'a'), strict: true }, INPUTS)).toBe('begun');
  expect(portable({ model: 'gguf:C:\\models\\m.gguf', roster: 'study', file: './a/b.json' })).toEqual({
    ...{ model: 'gguf:./m.gguf', roster: 'study', file: './a/b.json' },
  });
});

test('models: what was asked for, what answered and when, in which words, at which prices', () => {
  const checked = { endpoint: null, usage: null, microUsd: null, workingMs: 1 };
  const answer = { ...checked, model: 'openai:m', freelancers: ['M'], answeredBy: 'm-2026-01-15' };
  const facts = modelFacts(ASKED, PRICES, [answer], 'live', new Date('2026-02-03T04:05:06Z'));
  expect(facts?.models).toEqual([
    {
      freelancer: 'M',
      model: 'openai:m',
      answeredBy: 'm-2026-01-15',
      on: '2026-02-03T04:05:06.000Z',
      price: { input: 1, output: 2 },
    },
  ]);
  expect(facts?.prompts).toEqual({ freelancer: freelancerPrompt() });
  expect(facts?.prices).toMatchObject({ on: '2026-01-01', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
  const dearer = { ...PRICES, models: { 'openai:*': { input: 1, output: 3 } } };
  expect(modelFacts(ASKED, dearer, [], 'live')?.prices.sha256).not.toBe(facts?.prices.sha256);
  expect(modelFacts(ASKED, PRICES, [], 'replay')?.models[0]).toMatchObject({ answeredBy: null, on: null });
  expect(modelFacts([], PRICES, [], 'live')).toBeNull();
});

test('who employs, judges and writes is a model like the others, each with its price and the words it is asked in', () => {
  const config = tournamentSchema.parse({ name: 'n', seed: 's', protocol: 'auction', ...BOSS });
  const asked = [...modelsOfTournament(config, ROSTER), roleEntry('writer', { model: 'openai:author' })];
  const checked = { endpoint: null, usage: null, microUsd: null, workingMs: 1 };
  const answer = { ...checked, model: 'openai:boss', freelancers: ['/employer'], answeredBy: 'boss-2026-01-15' };
  const facts = modelFactsSchema.parse(modelFacts(asked, PRICES, [answer], 'live'));
  expect(
    facts.models.map(({ freelancer, model, answeredBy, price }) => [freelancer, model, answeredBy, price]),
  ).toEqual([
    ['M', 'openai:m', null, { input: 1, output: 2 }],
    ['/employer', 'openai:boss', 'boss-2026-01-15', { input: 1, output: 2 }],
    ['/judge', 'anthropic:arbiter', null, null],
    ['/writer', 'openai:author', null, { input: 1, output: 2 }],
  ]);
  expect(Object.keys(facts.prompts)).toEqual(['freelancer', 'employer', 'judge', 'writer']);
  expect(new Set(Object.values(facts.prompts).map(({ sha256 }) => sha256)).size).toBe(4);
  // Of a place that nobody has, no words are named: a lock must not break by them.
  expect(Object.keys(promptsAsked(modelsOfTournament(config, { ...ROSTER, entries: [] })))).toEqual([
    'employer',
    'judge',
  ]);
});

test.each([
  ['agents/llm', freelancerWords],
  ['agents/llm/employer', employerWords],
  ['agents/llm/judge', judgeWords],
  ['agents/writer/llm', writerWords],
])('the hash of the wording in %s covers every question that there is', (place, words) => {
  const hashed = readFileSync(join(ROOT, place, 'prompt-hash.ts'), 'utf8');
  const questions = Object.keys(words).filter((name) => /Turns?$/.test(name));
  expect(questions.length).toBeGreaterThan(2);
  for (const question of questions) expect(hashed.split(/[^\w]+/), question).toContain(question);
});

test('code and machine, and every process that was at work: who began it stays, who went on is added', async () => {
  const place = { dir: join(folder, 'b'), strict: true };
  const facts = { seeds: { run: 's', corpus: 'c' }, policy: DEFAULT_POLICY, models: null };
  const first = await openRunFolder(place, INPUTS, { facts, workers: 2 });
  expect(read(first.dir).manifest.sessions).toMatchObject([{ endedAt: null, workers: 2, machine: machineHere() }]);
  // Killed: nobody writes its end. The next one ends well.
  expect(workedSeconds(read(first.dir).manifest)).toBeNull();
  const second = await openRunFolder(place, INPUTS, { facts, workers: 1 });
  await second.end();
  const { manifest } = read(second.dir);
  expect(manifest.sessions.map(({ workers, endedAt }) => [workers, endedAt === null])).toEqual([
    [2, true],
    [1, false],
  ]);
  expect(manifest.provenance).toEqual(await codeHere());
  expect(manifest.sessions[1]?.code).toMatchObject({
    node: process.versions.node,
    dependencies: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  expect(manifest).toMatchObject({ seeds: facts.seeds, policy: { visibility: 'sealed' } });
  // Whoever looks at a run that is over has not made it.
  writeFileSync(join(second.dir, 'standing.json'), '{}');
  const { text } = read(second.dir);
  await (await openRunFolder(place, INPUTS, { facts, workers: 9 })).end();
  expect(read(second.dir).text).toBe(text);
});

test('what only the run can tell is added, and the last file of a run is whichever it is said to be', async () => {
  const place = { dir: join(folder, 'c'), strict: true, last: 'log/c.ndjson' };
  const opened = await openRunFolder(place, INPUTS);
  await opened.found({ written: { projects: 2 } });
  expect(read(opened.dir).manifest).toMatchObject({ written: { projects: 2 }, sessions: [{ endedAt: null }] });
  await opened.end();
  expect(read(opened.dir).manifest).toMatchObject({
    written: { projects: 2 },
    sessions: [{ endedAt: expect.any(String) }],
  });
  expect(await findRun(place, INPUTS)).toBe('begun');
  writeFileSync(join(opened.logs, 'c.ndjson'), '');
  expect(await findRun(place, INPUTS)).toBe('ended');
  const { text } = read(opened.dir);
  await (await openRunFolder(place, INPUTS)).end();
  expect(read(opened.dir).text).toBe(text);
});

test('people of a baseline are part of which run it is, and a folder of an earlier arena stays the run of its people', async () => {
  const place = { dir: join(folder, 'd'), strict: true };
  const by = { study: 'trial', people: 2, tries: 3, rowsHash: 'a'.repeat(64) };
  const others = { ...by, rowsHash: 'b'.repeat(64) };
  expect(identityOf({ ...INPUTS, measuredBy: by })).not.toBe(identityOf({ ...INPUTS, measuredBy: others }));
  // Without people nothing changed: folders of all earlier runs are known by what they were.
  expect(identityOf(INPUTS)).toBe(sha256(canonicalJson(INPUTS)));
  const opened = await openRunFolder(place, { ...INPUTS, measuredBy: by });
  expect(read(opened.dir).manifest).toMatchObject({
    identity: identityOf({ ...INPUTS, measuredBy: by }),
    measuredBy: by,
  });
  // A run that has begun goes on with the people whom it keeps; of one that is over other people make another.
  const keptPeople = join(opened.dir, TRIES_FILE);
  const wantedOthers = { ...INPUTS, measuredBy: others };
  await expect(findRun(place, wantedOthers)).rejects.toThrow('people of the baseline');
  writeFileSync(keptPeople, '{}');
  expect(await findRun(place, wantedOthers)).toBe('begun');
  expect(await folderOfRun(place, wantedOthers)).toEqual({ dir: opened.dir, resumed: true });
  writeFileSync(join(opened.dir, 'standing.json'), '{}');
  await expect(findRun(place, wantedOthers)).rejects.toThrow('people of the baseline');
  await expect(findRun(place, INPUTS)).rejects.toThrow('holds another run');
  const beside = await openRunFolder({ ...place, strict: false }, { ...INPUTS, measuredBy: others });
  expect(beside.dir).not.toBe(opened.dir);
  // As an earlier arena left it: the people beside the identity.
  const old = { ...place, dir: join(folder, 'e') };
  const facts = { seeds: { run: 's', corpus: 'c' }, policy: DEFAULT_POLICY, models: null, measuredBy: by };
  await openRunFolder(old, INPUTS, { facts, workers: 1 });
  expect(await findRun(old, { ...INPUTS, measuredBy: by })).toBe('begun');
  await expect(findRun(old, { ...INPUTS, measuredBy: others })).rejects.toThrow('holds another run');
  const goneOn = await openRunFolder(old, { ...INPUTS, measuredBy: by }, { facts, workers: 1 });
  expect(goneOn).toMatchObject({ resumed: true, dir: old.dir });
  expect(read(old.dir).manifest.identity).toBe(identityOf(INPUTS));
});

test('seconds at work are summed over processes', () => {
  const session = (from: string, to: string | null) => ({ startedAt: from, endedAt: to, workers: 1, atOnce: 1 });
  const sessions = [
    session('2026-01-01T00:00:00Z', '2026-01-01T00:00:10Z'),
    session('2026-01-01T01:00:00Z', '2026-01-01T01:00:05Z'),
  ];
  expect(workedSeconds({ sessions } as unknown as Parameters<typeof workedSeconds>[0])).toBe(15);
  expect(workedSeconds({ sessions: [] })).toBeNull();
});
