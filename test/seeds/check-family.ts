/** Holds one family of the study corpus to its rules while it is being written: `node test/seeds/check-family.ts NAME [SEED]`. */

import { STUDY_FAMILIES } from '../../seeds/study.ts';
import { DUPLICATE_FROM, jaccard, programShingles, textShingles } from '../../server/admission/similarity.ts';
import { type ProjectPackage, projectPackageSchema } from '../../server/protocol/arena/project-package.ts';
import { createReviewer } from '../../server/reviewer/reviewer.ts';
import { createEmbeddedSandbox } from '../../server/reviewer/sandbox/embedded.ts';
import { createTrustedLane } from '../../server/reviewer/trusted-lane.ts';

const CASE_BYTES_MAX = 50_000;
const [, , wanted, seed = 'check'] = process.argv;
const family = STUDY_FAMILIES.find(({ name }) => name === wanted);
if (family === undefined) {
  console.error(`no family "${wanted}"; there are: ${STUDY_FAMILIES.map(({ name }) => name).join(', ')}`);
  process.exit(2);
}
const sandbox = await createEmbeddedSandbox({ slots: 1 });
const trusted = createTrustedLane({ workers: 1 });
const reviewer = createReviewer({ sandbox, trusted, cache: null });
const problems: string[] = [];

const projects = Array.from({ length: family.variants }, (_, index) => family.build(seed, index));
if (JSON.stringify(projects.map((_, index) => family.build(seed, index))) !== JSON.stringify(projects)) {
  problems.push('built twice from one seed it gives different bytes');
}
projects.push(family.build(seed, family.variants), family.build('another', 0));

for (const project of projects) {
  const { slug, acceptance, answerKey } = projectPackageSchema.parse(project);
  for (const one of [...acceptance.cases, ...answerKey.hidden.cases]) {
    if (JSON.stringify(one).length > CASE_BYTES_MAX) problems.push(`${slug}: case "${one.name}" is over 50 kB`);
  }
  const failed = async (files: Readonly<Record<string, string>>): Promise<string[]> => {
    const finding = await reviewer.review({ files, acceptance, hidden: answerKey.hidden });
    return finding.cases
      .filter(({ outcome }) => outcome !== 'passed')
      .map(({ name, visible, outcome, details }) =>
        [visible ? 'visible' : 'hidden', name, outcome, JSON.stringify(details ?? {})].join(' '),
      );
  };
  for (const failure of await failed(answerKey.reference)) problems.push(`${slug}: reference fails ${failure}`);
  for (const { name, files } of answerKey.alternatives ?? []) {
    for (const failure of await failed(files)) problems.push(`${slug}: ${name} fails ${failure}`);
  }
  for (const { name, files } of answerKey.wrong) {
    const failures = await failed(files);
    if (!failures.some((failure) => failure.startsWith('hidden'))) problems.push(`${slug}: wrong "${name}" passes`);
  }
}

const program = ({ answerKey: { reference } }: ProjectPackage): string => Object.values(reference).join('\n');
const marks = projects.slice(0, family.variants).map((project) => ({
  slug: project.slug,
  text: textShingles(`${project.title}\n${project.description}`),
  program: programShingles(program(project)),
}));
marks.forEach((one, at) => {
  for (const other of marks.slice(0, at)) {
    const [text, code] = [jaccard(one.text, other.text), jaccard(one.program, other.program)];
    if (text < DUPLICATE_FROM && code < DUPLICATE_FROM) continue;
    problems.push(
      `${one.slug} and ${other.slug} are near-duplicates: text ${text.toFixed(2)}, program ${code.toFixed(2)}`,
    );
  }
});

await Promise.all([sandbox.close(), trusted.close()]);
for (const problem of problems) console.error(problem);
console.log(`${family.name}: ${family.variants} variants, ${problems.length} problems`);
process.exitCode = problems.length === 0 ? 0 : 1;
