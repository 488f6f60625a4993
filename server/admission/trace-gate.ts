/** Gate 6: what is tested is said, and what is said is tested. */

import type { ProjectPackage } from '../protocol/arena/project-package.ts';
import { casesOf } from './cases.ts';
import { type GateReport, gateReport } from './gate-report.ts';

/** Words that oblige. What only describes the input ("never empty", "at least one row") asks for nothing. */
const OBLIGES =
  /\b(?:must|shall|should|ought to|(?:has|have|needs?) to|do not|don't|may not|is required|are required)\b/i;

interface Sentence {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Sentences and items of lists, with their places. A point inside a number or a name ends nothing. */
export function sentencesOf(text: string): readonly Sentence[] {
  const found: Sentence[] = [];
  let start = 0;
  for (const { index, 0: end } of text.matchAll(/[.!?:](?=\s)|\n\s*(?=\n|[-*•]|\d+[.)])|$/g)) {
    const stop = index + end.length;
    const sentence = text.slice(start, stop);
    if (sentence.trim() !== '') found.push({ text: sentence.trim(), start, end: stop });
    start = stop;
  }
  return found;
}

/** Places of the description that requirements speak of. */
function covered(description: string, sentences: readonly string[]): readonly (readonly [number, number])[] {
  return sentences.flatMap((sentence) => {
    const at = description.indexOf(sentence);
    return at === -1 ? [] : [[at, at + sentence.length] as const];
  });
}

/** Sentences that oblige to something and that no requirement covers, not even in part. */
export function untraced({ description, answerKey: { requirements = [] } }: ProjectPackage): readonly string[] {
  const places = covered(
    description,
    requirements.map(({ sentence }) => sentence),
  );
  return sentencesOf(description)
    .filter(({ text }) => OBLIGES.test(text))
    .filter(({ start, end }) => !places.some(([from, to]) => from < end && start < to))
    .map(({ text }) => text);
}

export function traceGate(project: ProjectPackage): GateReport {
  const { description, acceptance, answerKey } = project;
  const { hidden, requirements = [] } = answerKey;
  if (requirements.length === 0) {
    return gateReport('trace', 'failed', 'No sentence of the posting is traced to a case (answerKey.requirements).');
  }
  const hiddenNames = casesOf(hidden).map(({ name }) => name);
  const names = new Set([...casesOf(acceptance).map(({ name }) => name), ...hiddenNames]);
  const traced = new Set(requirements.flatMap(({ cases }) => cases));
  const problems = [
    ...requirements
      .filter(({ sentence }) => !description.includes(sentence))
      .map(({ sentence }) => `not in the posting: ${sentence}`),
    ...requirements.flatMap(({ cases, sentence }) =>
      cases
        .filter((name) => !names.has(name))
        .map((name) => `there is no case "${name}", which stands for: ${sentence}`),
    ),
    ...hiddenNames
      .filter((name) => !traced.has(name))
      .map((name) => `no sentence stands for the hidden case "${name}"`),
  ];
  const loose = untraced(project);
  const figures = {
    requirements: requirements.length,
    hiddenCases: hiddenNames.length,
    untracedSentences: loose.length,
  };
  if (problems.length > 0) return gateReport('trace', 'failed', 'Posting and cases do not match.', figures, problems);
  const summary = `${requirements.length} requirements, each with its cases; every hidden case has its sentence.`;
  const findings = loose.map((sentence) => `asks for something, and no case stands for it: ${sentence}`);
  return gateReport('trace', loose.length > 0 ? 'warned' : 'passed', summary, figures, findings);
}
