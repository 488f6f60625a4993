import { expect, test } from 'vitest';
import { parseConfig } from '../../agents/tournament/config.ts';
import { type AmbiguityLevel, leaveOut } from '../../agents/writer/ambiguity.ts';
import { createTemplateWriter, type Template } from '../../agents/writer/template-writer.ts';
import { commission, type Gate, type RefusedDraft, type RequirementWriter } from '../../agents/writer/writer.ts';
import { corpusOf } from '../../cli/corpus-of.ts';
import { buildFamily } from '../../seeds/families/completed.ts';
import { STARTER_FAMILIES } from '../../seeds/starter.ts';
import { known } from '../../server/kernel/assert.ts';
import { type ProjectPackage, projectPackageSchema } from '../../server/protocol/arena/project-package.ts';

const TEMPLATES: readonly Template[] = STARTER_FAMILIES.slice(0, 6).map((family) => ({
  name: family.name,
  category: known(family.category, 'category'),
  variants: 2,
  build: (seed, index) => known(buildFamily(family, seed)[index], 'variant'),
}));
const writer = createTemplateWriter(TEMPLATES);
const open: Gate = async () => [];
const slugOf = (draft: unknown): string => (draft as ProjectPackage).slug;

test('a template writer answers a brief with a project of its category and length', async () => {
  const brief = { seed: 'a', category: 'parsing', minutes: { from: 60, to: 80 } } as const;
  const done = await commission(writer, brief, open, 3);
  expect(done).toMatchObject({ kind: 'admitted', refused: [] });
  const { project } = done as Extract<typeof done, { kind: 'admitted' }>;
  expect(project.category).toBe('parsing');
  expect(project.estimatedMinutes).toBeGreaterThanOrEqual(60);
  expect(project.estimatedMinutes).toBeLessThanOrEqual(80);
  expect(project.provenance).toMatchObject({ kind: 'written' });
  expect(projectPackageSchema.parse(project)).toEqual(project);
  expect(await commission(writer, brief, open, 3)).toEqual(done);
});

test('a refused draft comes back with its reasons, and the next one is another', async () => {
  const seen: (readonly RefusedDraft[])[] = [];
  const watched: RequirementWriter = {
    name: 'watched',
    write: (brief, refused) => {
      seen.push([...refused]);
      return writer.write(brief, refused);
    },
  };
  let asked = 0;
  const picky: Gate = async ({ slug }) => {
    asked += 1;
    return asked < 3 ? [`mutation: ${slug} kills too few mutants`] : [];
  };
  const done = await commission(watched, { seed: 'b' }, picky, 5);
  expect(done.kind).toBe('admitted');
  expect(seen.map(({ length }) => length)).toEqual([0, 1, 2]);
  for (const { draft, reasons } of seen[2] ?? [])
    expect(reasons).toEqual([`mutation: ${slugOf(draft)} kills too few mutants`]);
  expect(new Set(done.refused.map(({ draft }) => slugOf(draft))).size).toBe(2);
});

test('a draft of the wrong form, kind or length never reaches the gate, and says what is wrong', async () => {
  const [project] = buildFamily(known(STARTER_FAMILIES[0], 'family'), 'c');
  const drafts: unknown[] = ['not a project', { ...project, title: 'short' }, project, null];
  const careless: RequirementWriter = { name: 'careless', write: async (_, { length }) => drafts[length] };
  const never: Gate = () => Promise.reject(new Error('the gate was asked'));
  const brief = { seed: 'c', category: 'sql', minutes: { from: 1, to: 5 } } as const;
  const done = await commission(careless, brief, never, 10);
  expect(done.kind).toBe('given_up');
  expect(done.refused.map(({ reasons }) => reasons.join('; '))).toEqual([
    expect.stringContaining('the draft:'),
    expect.stringContaining('title:'),
    'category: sql was asked for; estimatedMinutes: 1 to 5 were asked for',
  ]);
});

test('drafts end: after so many refusals, or where the writer has no more', async () => {
  const closed: Gate = async () => ['not today'];
  expect((await commission(writer, { seed: 'd' }, closed, 4)).refused.length).toBe(4);
  const few = await commission(writer, { seed: 'd', category: 'parsing' }, closed, 100);
  expect(few).toMatchObject({ kind: 'given_up' });
  expect(new Set(few.refused.map(({ draft }) => slugOf(draft))).size).toBe(few.refused.length);
  expect(few.refused.length).toBe(4);
});

const PROJECTS = STARTER_FAMILIES.flatMap((family) => buildFamily(family, 'ambiguity'));
const LEVELS: readonly AmbiguityLevel[] = [1, 2, 3];

test.each(LEVELS)('ambiguity %i: the posting says less, the cases stay, and the key says what is left out', (level) => {
  for (const project of PROJECTS) {
    const vague = leaveOut(project, level, 'dial');
    const { requirements = [], leftOut = [], ...rest } = vague.answerKey;
    const { requirements: all = [], ...before } = project.answerKey;
    expect(leftOut.length, project.slug).toBeGreaterThan(0);
    for (const { sentence } of leftOut) expect(vague.description, project.slug).not.toContain(sentence);
    for (const { sentence } of requirements) expect(vague.description, project.slug).toContain(sentence);
    expect([...requirements, ...leftOut].length).toBe(all.length);
    expect(rest).toEqual(before);
    expect(vague.acceptance).toEqual(project.acceptance);
    expect(vague.ambiguity).toBe(level);
    expect(vague.description).toContain(project.acceptance.file);
    expect(projectPackageSchema.parse(vague)).toEqual(vague);
  }
});

test('a higher level leaves out what a lower one does, another seed leaves out something else, level 0 nothing', () => {
  const left = (project: ProjectPackage, level: AmbiguityLevel, seed: string): string[] =>
    (leaveOut(project, level, seed).answerKey.leftOut ?? []).map(({ sentence }) => sentence);
  for (const project of PROJECTS) {
    expect(leaveOut(project, 0, 'dial')).toBe(project);
    expect(left(project, 3, 'dial')).toEqual(expect.arrayContaining(left(project, 1, 'dial')));
    expect(left(project, 2, 'dial')).toEqual(left(project, 2, 'dial'));
  }
  const [one, other] = ['dial', 'another'].map((seed) => PROJECTS.map((project) => left(project, 2, seed)));
  expect(one).not.toEqual(other);
});

test('a tournament turns the dials, and refuses moods that could do nothing', () => {
  const base = { name: 'dials', seed: 's', protocol: 'auction' };
  const vague = parseConfig({ ...base, corpus: { ambiguity: 2, seed: 'ambiguity' } });
  if (!vague.ok) throw new Error('a configuration with ambiguity is refused');
  // A posting that says less is the same work: by what name chance takes it is held where experiments are tested.
  const written = [...corpusOf(vague.config)].map(({ drawnAs: _drawnAs, ...project }) => project);
  expect(written).toEqual(PROJECTS.map((project) => leaveOut(project, 2, 'ambiguity')));
  for (const mood of ['ghosting', 'scopeChange']) {
    const refused = parseConfig({ ...base, employer: { [mood]: 0.5 } });
    expect(refused).toMatchObject({ ok: false, problems: [{ path: ['employer', mood] }] });
    expect(parseConfig({ ...base, employer: { [mood]: 0.5 }, market: { settlement: 'employer' } }).ok).toBe(true);
  }
  expect(parseConfig({ ...base, corpus: { ambiguity: 4 } }).ok).toBe(false);
});
