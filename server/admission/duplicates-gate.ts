/** Gate 8: a project is asked once. What another project already asks, of this bank or of one that is given, is refused. */

import type { ProjectPackage } from '../protocol/arena/project-package.ts';
import { type GateReport, gateReport } from './gate-report.ts';
import { createBuckets, signatureOf } from './min-hash.ts';
import { DUPLICATE_FROM, jaccard, programShingles, textShingles } from './similarity.ts';

/** A piece of work of any bank: of ours, or of a public one that it must not repeat. */
export interface KnownWork {
  /** How it is named in a report: a slug, or `file: task`. */
  readonly name: string;
  readonly text: string;
  readonly program: string;
}

/** Programs with fewer runs of tokens than this look alike because they are short. */
const PROGRAM_SHINGLES_MIN = 30;

export function workOf({ slug, title, description, answerKey }: ProjectPackage): KnownWork {
  return { name: slug, text: `${title}\n${description}`, program: Object.values(answerKey.reference).join('\n') };
}

interface Mark {
  readonly name: string;
  readonly shingles: ReadonlySet<string>;
}

/** Looks for what was added before; the first that came stays, later ones are its duplicates. */
function createIndex(least: number) {
  const marks: Mark[] = [];
  const buckets = createBuckets();
  return (name: string, shingles: ReadonlySet<string>): { nearest: string | null; similarity: number } => {
    let best = { nearest: null as string | null, similarity: 0 };
    if (shingles.size < least) return best;
    const signature = signatureOf(shingles);
    for (const id of buckets.near(signature)) {
      const mark = marks[id];
      if (mark === undefined) continue;
      const similarity = jaccard(mark.shingles, shingles);
      if (similarity > best.similarity) best = { nearest: mark.name, similarity };
    }
    buckets.add(marks.length, signature);
    marks.push({ name, shingles });
    return best;
  };
}

export interface DuplicateFinder {
  /** What a report says about the project, beside all that were added or looked at before. */
  look(project: ProjectPackage): GateReport;
}

/** `known`: work of other banks, which is there first. */
export function createDuplicateFinder(known: readonly KnownWork[]): DuplicateFinder {
  const texts = createIndex(1);
  const programs = createIndex(PROGRAM_SHINGLES_MIN);
  const see = ({ name, text, program }: KnownWork) => ({
    text: texts(name, textShingles(text)),
    program: programs(name, programShingles(program)),
  });
  for (const work of known) see(work);
  return {
    look: (project) => {
      const { text, program } = see(workOf(project));
      const findings = [
        ...(text.similarity >= DUPLICATE_FROM
          ? [`its text is ${text.nearest}'s to ${text.similarity.toFixed(2)}`]
          : []),
        ...(program.similarity >= DUPLICATE_FROM
          ? [`its reference is ${program.nearest}'s to ${program.similarity.toFixed(2)}`]
          : []),
      ];
      const figures = { textSimilarity: text.similarity, programSimilarity: program.similarity };
      const most = Math.max(text.similarity, program.similarity).toFixed(2);
      return findings.length > 0
        ? gateReport('duplicates', 'failed', 'Another project asks for the same.', figures, findings)
        : gateReport('duplicates', 'passed', `Nothing before it is like it (at most ${most} in common).`, figures);
    },
  };
}
