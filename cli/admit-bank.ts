/** The bank that `arena admit` was given: a corpus by name or a file, with what people and models wrote about it. */

import { basename } from 'node:path';
import { InputError } from '../agents/tournament/input-error.ts';
import { buildCorpus, CORPUS_NAMES, isCorpusName } from '../seeds/corpus.ts';
import type { Bank } from '../server/admission/bank.ts';
import { readBank, readKnownWork, readLines } from '../server/admission/bank-file.ts';
import { humanReviewSchema, solutionSchema } from '../server/admission/solutions.ts';
import type { AdmitCommand } from './admit-options.ts';

async function named({ bank, corpusSeed }: AdmitCommand): Promise<Bank> {
  if (isCorpusName(bank)) {
    const projects = buildCorpus(bank, corpusSeed);
    return { name: `${bank} (${corpusSeed})`, projects, origin: { kind: 'generated' } };
  }
  if (!/[./\\]/.test(bank)) {
    throw new InputError(`there is no corpus "${bank}": use ${CORPUS_NAMES.join(', ')}, or a file`, 64);
  }
  return readBank(bank, basename(bank));
}

export async function bankOf(command: AdmitCommand): Promise<Bank> {
  const { project, against, solutions, reviews } = command;
  const bank = await named(command);
  const works = await Promise.all(against.map(readKnownWork));
  const whole = {
    ...bank,
    known: works.flat(),
    solutions: solutions === null ? [] : await readLines(solutions, solutionSchema),
    humanReviews: reviews === null ? [] : await readLines(reviews, humanReviewSchema),
  };
  if (project === null) return whole;
  const wanted = bank.projects.filter(({ slug }) => slug === project);
  if (wanted.length === 0) throw new InputError(`${bank.name} has no project "${project}"`, 64);
  return { ...whole, projects: wanted, drafts: [] };
}

/** What somebody is given who shall solve the projects blindly: the postings, as freelancers see them, one a line. */
export function postingLines({ projects }: Bank): string {
  return projects
    .map(({ slug, title, description, skills, acceptance }) =>
      JSON.stringify({ slug, title, description, skills, acceptance }),
    )
    .map((line) => `${line}\n`)
    .join('');
}
