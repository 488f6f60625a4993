import { expect, test } from 'vitest';
import { buildCorpus, corpusText } from '../../seeds/corpus.ts';
import { buildFamily } from '../../seeds/families/completed.ts';
import { BRACKETS, edited, functionProject, type MoreAnswers, PYTHON } from '../../seeds/families/family.ts';
import { STARTER_FAMILIES } from '../../seeds/starter.ts';
import { jaccard, programShingles } from '../../server/admission/similarity.ts';
import { known } from '../../server/kernel/assert.ts';
import type { AcceptanceCase } from '../../server/protocol/arena/acceptance.ts';
import { CANARY, projectPackageSchema } from '../../server/protocol/arena/project-package.ts';

const SEED = 'corpus test';
const CASE_BYTES_MAX = 50_000;
const corpus = buildCorpus('starter', SEED);
const each = corpus.map((project) => [project.slug, project] as const);

test('the starter corpus has at least 20 families and 40 projects, two or more of each family', () => {
  const counts = new Map<string, number>();
  for (const { family } of corpus) counts.set(family, (counts.get(family) ?? 0) + 1);
  expect(counts.size).toBeGreaterThanOrEqual(20);
  expect(corpus.length).toBeGreaterThanOrEqual(40);
  expect(Math.min(...counts.values())).toBeGreaterThanOrEqual(2);
});

test('slugs are unique', () => {
  expect(new Set(corpus.map(({ slug }) => slug)).size).toBe(corpus.length);
});

test('no two projects share title, description or reference solution', () => {
  for (const field of ['title', 'description'] as const) {
    expect(new Set(corpus.map((project) => project[field])).size).toBe(corpus.length);
  }
  expect(new Set(corpus.map(({ answerKey }) => JSON.stringify(answerKey.reference))).size).toBe(corpus.length);
});

test('equal seeds give equal bytes, and other seeds other bytes', () => {
  const first = corpusText('starter', SEED);
  // Another one in between: what was built last is not built again.
  expect(corpusText('starter', 'other')).not.toBe(first);
  expect(corpusText('starter', SEED)).toBe(first);
});

test('the text of a corpus is headed by the canary', () => {
  expect(corpusText('starter', SEED).startsWith(`{"canary":${JSON.stringify(CANARY)}`)).toBe(true);
});

test('every kind of acceptance but assertions and every comparator but the checker is used', () => {
  const kinds = new Set<string>(corpus.map(({ acceptance }) => acceptance.kind));
  expect([...kinds].sort()).toEqual(['files', 'function', 'sql', 'stdio']);
  const comparators = new Set<string>(
    corpus.flatMap(({ acceptance }) => (acceptance.kind === 'assertions' ? [] : [acceptance.comparator.kind])),
  );
  for (const kind of ['exact', 'float', 'json', 'table', 'unordered', 'whitespace'])
    expect(comparators).toContain(kind);
});

test.for(each)('%s: the package says everything itself; parsing fills nothing in', ([, project]) => {
  expect(projectPackageSchema.parse(project)).toEqual(project);
});

test.for(each)('%s: the posted price lies inside a Freelancer.com bracket', ([, project]) => {
  const brackets: readonly (readonly [number, number])[] = Object.values(BRACKETS);
  expect(brackets).toContainEqual([project.budgetMinCents, project.budgetMaxCents]);
  expect(project.postedPriceCents).toBeGreaterThanOrEqual(project.budgetMinCents);
  expect(project.postedPriceCents).toBeLessThanOrEqual(project.budgetMaxCents);
});

test.for(each)('%s: the posting has 80 to 430 words and names file and function', ([, project]) => {
  const words = project.description.split(/\s+/).length;
  expect(words).toBeGreaterThanOrEqual(80);
  expect(words).toBeLessThanOrEqual(430);
  expect(project.description).toContain(project.acceptance.file);
  if (project.acceptance.kind === 'function') expect(project.description).toContain(project.acceptance.entry);
});

test.for(each)('%s: two or three visible cases, eight or more hidden, names unique, none too large', ([, project]) => {
  const visible: readonly AcceptanceCase[] = project.acceptance.cases;
  const hidden: readonly AcceptanceCase[] = project.answerKey.hidden.cases;
  expect([2, 3]).toContain(visible.length);
  expect(hidden.length).toBeGreaterThanOrEqual(8);
  const names = [...visible, ...hidden].map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const one of hidden) expect(JSON.stringify(one).length, one.name).toBeLessThan(CASE_BYTES_MAX);
});

test.for(each)('%s: no hidden case repeats the input of a visible one', ([, project]) => {
  const input = (one: AcceptanceCase): string => JSON.stringify({ ...one, name: null, expected: null });
  const visible = new Set(project.acceptance.cases.map(input));
  for (const one of project.answerKey.hidden.cases) expect(visible, one.name).not.toContain(input(one));
});

test.for(each)('%s: visible and hidden acceptance differ in their cases only', ([, project]) => {
  const frame = ({ cases: _cases, ...rest }: typeof project.acceptance): object => rest;
  expect(frame(project.answerKey.hidden)).toEqual(frame(project.acceptance));
});

test.for(each)(
  '%s: reference and at least two different wrong programs are handed in under the stated file',
  ([, project]) => {
    const { reference, wrong } = project.answerKey;
    const programs = [reference, ...wrong.map(({ files }) => files)].map((files) => files[project.acceptance.file]);
    expect(programs.length).toBeGreaterThanOrEqual(3);
    expect(new Set(programs).size).toBe(programs.length);
    for (const program of programs) expect(program?.trim()).toBeTruthy();
    for (const { why } of wrong) expect(why.length).toBeGreaterThan(20);
  },
);

test.for(each)('%s: says kind of work, licence and where it and its price come from', ([, project]) => {
  expect(project.category).toBeDefined();
  expect(project.licence).toBe('MIT');
  expect(project.provenance).toMatchObject({ kind: 'family', seed: SEED });
  expect(project.price?.estimate).toEqual({ cents: project.postedPriceCents, method: 'author' });
});

test.for(each)('%s: a second program goes another way than the reference', ([, project]) => {
  const { reference, alternatives = [] } = project.answerKey;
  const shingles = (files: Readonly<Record<string, string>>) => programShingles(files[project.acceptance.file] ?? '');
  expect(alternatives.length).toBeGreaterThan(0);
  for (const { files, how } of alternatives) {
    expect(how.length).toBeGreaterThan(20);
    expect(jaccard(shingles(reference), shingles(files))).toBeLessThan(0.5);
  }
});

test.for(each)(
  '%s: every hidden case stands for a sentence of the posting, and no sentence for none',
  ([, project]) => {
    const { requirements = [], hidden } = project.answerKey;
    const names = new Set([...project.acceptance.cases, ...hidden.cases].map(({ name }) => name));
    const traced = new Set(requirements.flatMap(({ cases }) => cases));
    for (const { name } of hidden.cases) expect(traced).toContain(name);
    for (const name of traced) expect(names).toContain(name);
    for (const { sentence } of requirements) expect(project.description).toContain(sentence);
    expect(new Set(requirements.map(({ sentence }) => sentence)).size).toBe(requirements.length);
    expect(requirements.length).toBeGreaterThanOrEqual(4);
  },
);

test('words that stand in no sentence, or in two, and cases that do not exist are a bug', () => {
  const [family] = STARTER_FAMILIES;
  const [slug] = Object.keys(family?.answers ?? {});
  const more = known(family?.answers?.[slug ?? ''], 'answers');
  const built = (requirements: MoreAnswers['requirements']) =>
    buildFamily({ ...known(family, 'a family'), answers: { [slug ?? '']: { ...more, requirements } } }, SEED);
  expect(() => built({ ...more.requirements, 'words of another posting': ['small cart'] })).toThrow('0 sentences');
  expect(() => built({ ...more.requirements, the: ['small cart'] })).toThrow('sentences have the words');
  expect(() => built({ ...more.requirements, 'Apply the rules': ['no such case'] })).toThrow('no case "no such case"');
  expect(() => built({ 'Apply the rules': ['small cart'] })).toThrow('no requirement names the hidden case');
});

test('a minus zero that a family draws or calculates arrives as zero', () => {
  const posting = { slug: 'x', family: 'x', title: 'x', description: 'x', skills: ['x'], bracket: 'micro' } as const;
  const project = functionProject<[number]>(
    PYTHON,
    { ...posting, postedPriceCents: 1_000, estimatedMinutes: 1 },
    { visible: { one: [-0] }, hidden: {}, reference: '', wrong: [], entry: 'negate', answer: (value) => -value },
  );
  expect(project.acceptance.cases).toEqual([{ name: 'one', weight: 1, args: [0], expected: 0 }]);
});

test('an edit whose text is missing or repeated is a bug', () => {
  expect(edited('a b c', 'b', 'x')).toBe('a x c');
  expect(() => edited('a b c', 'z', 'x')).toThrow();
  expect(() => edited('a b b', 'b', 'x')).toThrow();
});
