/** `arena write --out FILE`: has projects written to a brief, through the gate that corpora go through, into a file of projects. */

import { writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { InputError } from '../agents/tournament/input-error.ts';
import { type AmbiguityLevel, leaveOut } from '../agents/writer/ambiguity.ts';
import { createTemplateWriter } from '../agents/writer/template-writer.ts';
import { type Brief, commission } from '../agents/writer/writer.ts';
import { STUDY_FAMILIES } from '../seeds/study.ts';
import { projectLines } from '../server/admission/import/lines.ts';
import { CATEGORIES, type ProjectPackage } from '../server/protocol/arena/project-package.ts';
import { startReviewing } from '../server/workshop.ts';
import { writtenGate } from './write-gate.ts';

const OPTIONS = {
  out: { type: 'string' },
  seed: { type: 'string', default: 'write-1' },
  count: { type: 'string', default: '1' },
  category: { type: 'string' },
  minutes: { type: 'string' },
  ambiguity: { type: 'string', default: '0' },
  drafts: { type: 'string', default: '5' },
} as const;
const LEVELS: readonly AmbiguityLevel[] = [0, 1, 2, 3];

function whole(name: string, given: string, most: number): number {
  const value = Number(given);
  if (Number.isInteger(value) && value >= 1 && value <= most) return value;
  throw new InputError(`--${name}: 1 to ${most}`, 64);
}

function briefOf(seed: string, category: string | undefined, minutes: string | undefined): Brief {
  const kind = CATEGORIES.find((known) => known === category);
  if (category !== undefined && kind === undefined)
    throw new InputError(`--category: one of ${CATEGORIES.join(', ')}`, 64);
  const [, from, to] = /^(\d{1,4})-(\d{1,4})$/.exec(minutes ?? '0-9999') ?? [];
  if (from === undefined || to === undefined) throw new InputError('--minutes: from and to, such as 30-90', 64);
  return { seed, minutes: { from: Number(from), to: Number(to) }, ...(kind && { category: kind }) };
}

export async function run(args: string[], signal: AbortSignal): Promise<number> {
  const { values } = parseArgs({ args, options: OPTIONS });
  const { out, seed, category, minutes } = values;
  if (out === undefined) throw new InputError('where to? --out FILE.jsonl', 64);
  const [count, drafts] = [whole('count', values.count, 10_000), whole('drafts', values.drafts, 100)];
  const level = LEVELS.find((one) => String(one) === values.ambiguity);
  if (level === undefined) throw new InputError('--ambiguity: 0 to 3', 64);
  const briefs = Array.from({ length: count }, (_, index) => briefOf(`${seed}/${index}`, category, minutes));
  const reviewing = await startReviewing({ workers: availableParallelism(), cache: false });
  const projects: ProjectPackage[] = [];
  try {
    const writer = createTemplateWriter(STUDY_FAMILIES);
    for (const [index, brief] of briefs.entries()) {
      const done = await commission(writer, brief, writtenGate(reviewing.reviewer, signal), drafts);
      for (const { reasons } of done.refused) process.stderr.write(`refused: ${reasons.join('; ')}\n`);
      if (done.kind === 'given_up') continue;
      // Two briefs may lead to the same variant with other data.
      const named = { ...done.project, slug: `${done.project.slug}-w${index + 1}` };
      projects.push(leaveOut(named, level, seed));
    }
  } finally {
    await reviewing.close();
  }
  await writeFile(out, projectLines(projects));
  process.stdout.write(`${projects.length} of ${count} projects in ${out}\n`);
  return projects.length === count ? 0 : 1;
}
