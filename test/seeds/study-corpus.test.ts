/** The study corpus: its order, its first line, its manifest. Whether its programs do what they say is tested apart. */

import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { loadTournament } from '../../agents/tournament/load.ts';
import { admissionMark } from '../../cli/admitted.ts';
import { checkConfig } from '../../cli/check-config.ts';
import { run } from '../../cli/corpus.ts';
import { shippedAdmissions } from '../../seeds/admission.ts';
import { buildCorpus } from '../../seeds/corpus.ts';
import { corpusLines } from '../../seeds/corpus-file.ts';
import { STANDARD_PRICING } from '../../seeds/prices/choice.ts';
import { STARTER_FAMILIES } from '../../seeds/starter.ts';
import { STUDY_FAMILIES } from '../../seeds/study.ts';
import { distinctCount, GENERATOR_VERSION, STUDY_SIZE, studyProjects } from '../../seeds/study-corpus.ts';
import { MANIFEST_FILE, manifestDifferences, STUDY_SEED } from '../../seeds/study-manifest.ts';
import { unadmitted } from '../../server/admission/admission.ts';
import { readCorpusFile } from '../../server/admission/corpus-file.ts';
import { assert } from '../../server/kernel/assert.ts';
import type { AcceptanceCase } from '../../server/protocol/arena/acceptance.ts';
import { CANARY, projectPackageSchema } from '../../server/protocol/arena/project-package.ts';
import { ENTRY, ended, start } from '../helpers/arena-command.ts';

/** Once it is published the corpus has its full size; until then it has what there is. */
const PUBLISHED = existsSync(MANIFEST_FILE);
const FAMILIES_MIN = 120;
const folder = mkdtempSync(join(tmpdir(), 'arena-corpus-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const never = new AbortController().signal;

const corpus = buildCorpus('study', STUDY_SEED);

test('the corpus has as many projects as the study, or as there are that ask for different things', () => {
  expect(corpus.length).toBe(STUDY_SIZE);
  expect(distinctCount()).toBeGreaterThanOrEqual(STUDY_SIZE);
  expect(new Set(corpus.map(({ slug }) => slug)).size).toBe(corpus.length);
  expect(new Set(corpus.map(({ title, description }) => `${title}\n${description}`)).size).toBe(corpus.length);
});

test.runIf(PUBLISHED)('published, it has 1,115 projects of at least 120 families', () => {
  expect(corpus.length).toBe(1_115);
  expect(new Set(corpus.map(({ family }) => family)).size).toBeGreaterThanOrEqual(FAMILIES_MIN);
});

test.runIf(PUBLISHED)('published, it is the corpus of its manifest, byte for byte', () => {
  expect(manifestDifferences(corpus)).toEqual([]);
});

/** What the gate says of a package holds for its hash: nothing of it is run again here, only looked up. */
test('every project of the published corpora is certified, by its hash', () => {
  const published = [...corpus, ...buildCorpus('starter', 'starter-1')];
  expect(unadmitted(published, shippedAdmissions()).map(({ slug }) => slug)).toEqual([]);
});

test('the study at its full size is played scored, and a project that was touched since is refused', async () => {
  const file = fileURLToPath(new URL('../../seeds/tournaments/study-full.yaml', import.meta.url));
  const { config } = await loadTournament(file, checkConfig);
  const { name, seed, limit } = config.corpus;
  expect({ name, seed, limit }).toEqual({ name: 'study', seed: STUDY_SEED, limit: undefined });
  const asked = { corpus: name, seed, practice: false, files: [] };
  expect(admissionMark(corpus, asked)).toEqual({ scored: true, projects: corpus.length, unadmitted: [] });
  const [touched, ...others] = structuredClone(corpus.slice(0, 3));
  assert(touched !== undefined, 'an empty corpus');
  const cases: AcceptanceCase[] = touched.answerKey.hidden.cases;
  cases.pop();
  expect(() => admissionMark([touched, ...others], asked)).toThrow(/1 of 3 projects .*\n {2}cart-pricing-1/);
});

test('no family of one corpus has a name of the other', () => {
  const names = [...STARTER_FAMILIES, ...STUDY_FAMILIES].map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});

test('every package says everything itself, kind of work and price included', () => {
  for (const project of corpus) {
    expect(projectPackageSchema.parse(project)).toEqual(project);
    expect(project.category, project.slug).toBeDefined();
    expect(project.provenance, project.slug).toMatchObject({ kind: 'family', seed: STUDY_SEED });
    expect(project.answerKey.alternatives?.length, project.slug).toBeGreaterThan(0);
    expect(project.answerKey.requirements?.length, project.slug).toBeGreaterThan(0);
    expect(project.price?.estimate?.method, project.slug).toContain('noever-2025');
  }
});

test('families take turns, and nothing is made anew before everything different has been', () => {
  const order = corpus.slice(corpus.findIndex(({ family }) => STUDY_FAMILIES.some(({ name }) => name === family)));
  const turns = STUDY_FAMILIES.length;
  if (STUDY_FAMILIES.length > 0) {
    expect(order.slice(0, turns).map(({ family }) => family)).toEqual(STUDY_FAMILIES.map(({ name }) => name));
    const variants = order.slice(0, turns).map(({ provenance }) => provenance?.kind === 'family' && provenance.variant);
    expect(new Set(variants)).toEqual(new Set([0]));
  }
});

test('a stream of any size starts with the same projects, whatever comes later', () => {
  const first = [...studyProjects({ seed: 's', size: 40, pricing: STANDARD_PRICING })];
  const more = [...studyProjects({ seed: 's', size: 60, pricing: STANDARD_PRICING })];
  // Prices belong to the block as a whole.
  const unpriced = (projects: typeof first) =>
    projects.map(({ slug, description, answerKey }) => ({ slug, description, answerKey }));
  expect(unpriced(more.slice(0, 40))).toEqual(unpriced(first));
});

test('a file says first what it is, then one project a line; equal seeds give equal bytes, others do not', async () => {
  const file = join(folder, 'study.jsonl');
  expect(await run(['study', '--seed', 'mine', '--size', '30', '--prices', 'heaped', '--out', file], never)).toBe(0);
  const [head = '', ...lines] = readFileSync(file, 'utf8').trimEnd().split('\n');
  expect(JSON.parse(head)).toMatchObject({
    canary: CANARY,
    generated: { corpus: 'study', seed: 'mine', size: 30, generatorVersion: GENERATOR_VERSION },
  });
  expect(lines.length).toBe(30);
  for (const line of lines)
    expect(projectPackageSchema.parse(JSON.parse(line)).price?.estimate?.method).toContain('heaped');
  const text = (seed: string): string => [...corpusLines({ corpus: 'study', seed, size: 8, pricing: null })].join('');
  const one = text('one');
  expect(text('one')).toBe(one);
  expect(text('two').split('\n')[1]).not.toBe(one.split('\n')[1]);
  expect(existsSync(`${file}.unfinished`)).toBe(false);
});

test('a file of a corpus can be played by its path: it is read as what was written', async () => {
  const file = join(folder, 'starter.jsonl');
  expect(await run(['starter', '--size', '5', '--seed', 'read', '--out', file], never)).toBe(0);
  expect(await readCorpusFile(file)).toEqual(buildCorpus('starter', 'read').slice(0, 5));
});

test.each([
  [['nobody'], 64, 'which corpus?'],
  [['study', 'starter'], 64, 'which corpus?'],
  [['starter', '--check'], 64, 'only the study corpus has a manifest'],
  [['study', '--size', '0', '--out', 'x'], 64, '--size: 1 to'],
  [['study', '--size', 'many', '--out', 'x'], 64, '--size: 1 to'],
  [['study', '--seed', '', '--out', 'x'], 64, '--seed'],
  [['study', '--prices', 'cheap', '--out', 'x'], 64, '--prices: one of noever-2025'],
  [['starter'], 64, 'where to?'],
  [['starter', '--size', '1', '--out', 'no/such/folder/x'], 65, 'cannot be written'],
])('arena corpus %s says what is wrong', async (words, exitCode, message) => {
  const refused = run(words as string[], never);
  await expect(refused).rejects.toMatchObject({ exitCode, message: expect.stringContaining(message as string) });
});

test('a stopped command leaves no half of a file', async () => {
  const file = join(folder, 'stopped.jsonl');
  const child = start(process.execPath, [ENTRY, 'corpus', 'starter', '--out', file], folder);
  setTimeout(() => child.kill('SIGINT'), 400);
  const { code } = await ended(child);
  // Where the machine was quicker than the signal, the file is there as a whole.
  if (code === 0) expect(readFileSync(file, 'utf8').trimEnd().split('\n').length).toBe(68);
  else expect(existsSync(file)).toBe(false);
  expect(existsSync(`${file}.unfinished`)).toBe(false);
});
