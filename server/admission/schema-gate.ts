/** Gate 1: the package is whole, its halves agree, and nothing is hidden in its texts. */

import type { AcceptanceCase } from '../protocol/arena/acceptance.ts';
import type { ProjectPackage } from '../protocol/arena/project-package.ts';
import { casesOf, expectedOf, inputKey, inputOf } from './cases.ts';
import { contradictions } from './contradictions.ts';
import { type GateReport, gateReport } from './gate-report.ts';
import { instructionsIn, secretsIn, strangeCharacters } from './text-lint.ts';

/** A case that is larger than this is a load test, and the gate runs each case hundreds of times. */
const CASE_CHARACTERS_MAX = 1_048_576;

/** Where a project was read from, as far as the gate asks: files carry the canary, generated corpora carry it when written. */
export type Origin = { readonly kind: 'generated' } | { readonly kind: 'file'; readonly canary: boolean };

type Named = readonly [where: string, text: string];

function postingTexts({ title, description, skills, family }: ProjectPackage): Named[] {
  return [
    ['title', title],
    ['description', description],
    ['skills', skills.join('\n')],
    ['family', family],
  ];
}

function caseNames({ acceptance, answerKey }: ProjectPackage): Named[] {
  return [...casesOf(acceptance), ...casesOf(answerKey.hidden)].map(({ name }) => ['name of a case', name] as const);
}

function programTexts({ answerKey: { reference, wrong, alternatives = [] } }: ProjectPackage): Named[] {
  const all = [{ name: 'reference', files: reference }, ...wrong, ...alternatives];
  return all.flatMap(({ name, files }) =>
    Object.entries(files).map(([path, text]) => [`${name}: ${path}`, text] as const),
  );
}

/** Every text inside a JSON value, keys too. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...textsIn(inner)]);
}

function ofCase(one: AcceptanceCase): string {
  return textsIn([inputOf(one), expectedOf(one) ?? null]).join('\n');
}

function repeated({ acceptance, answerKey }: ProjectPackage): { problems: string[]; remarks: string[] } {
  const visible = new Map(casesOf(acceptance).map((one) => [inputKey(one), one.name]));
  const hidden = new Map<string, string>();
  const problems: string[] = [];
  const remarks: string[] = [];
  for (const one of casesOf(answerKey.hidden)) {
    const key = inputKey(one);
    const [shown, before] = [visible.get(key), hidden.get(key)];
    if (shown !== undefined) problems.push(`hidden case "${one.name}" gives what visible case "${shown}" gives`);
    if (before !== undefined) remarks.push(`hidden cases "${one.name}" and "${before}" give the same`);
    hidden.set(key, one.name);
  }
  return { problems, remarks };
}

function moneyProblems({ budgetMinCents, budgetMaxCents, postedPriceCents }: ProjectPackage): string[] {
  const inside = budgetMinCents <= postedPriceCents && postedPriceCents <= budgetMaxCents;
  return [
    ...(budgetMinCents <= budgetMaxCents ? [] : ['the least of the budget is more than the most']),
    ...(inside ? [] : ['the posted price lies outside the budget']),
  ];
}

/** Everything that is wrong with a package before anything runs. A served market asks this of every upload, too. */
export function packageProblems(project: ProjectPackage, origin: Origin): string[] {
  const { acceptance, answerKey } = project;
  const seen = [...postingTexts(project), ...caseNames(project)];
  const shown = casesOf(acceptance).map((one) => [`visible case "${one.name}"`, ofCase(one)] as const);
  const cases = [...casesOf(acceptance), ...casesOf(answerKey.hidden)];
  const said = (texts: readonly Named[], find: (text: string) => string[]): string[] =>
    texts.flatMap(([where, text]) => find(text).map((what) => `${where}: ${what}`));
  return [
    ...(answerKey.honeypot === undefined
      ? []
      : ['a honeypot: nobody can pass it honestly, so nobody is measured by it']),
    ...contradictions(project),
    ...repeated(project).problems,
    ...moneyProblems(project),
    ...said([...seen, ...programTexts(project)], strangeCharacters),
    ...said([...seen, ...shown, ...programTexts(project)], secretsIn),
    ...said(seen, instructionsIn),
    ...cases
      .filter((one) => JSON.stringify(one).length > CASE_CHARACTERS_MAX)
      .map(({ name }) => `case "${name}" has more than ${CASE_CHARACTERS_MAX} characters`),
    ...(origin.kind === 'file' && !origin.canary ? ['the file it was read from carries no canary'] : []),
  ];
}

/** Data of cases may hold anything: a project about clean-up has to. It is looked at all the same. */
function remarksOf(project: ProjectPackage): string[] {
  const { acceptance, answerKey } = project;
  return [
    ...repeated(project).remarks,
    ...[...casesOf(acceptance), ...casesOf(answerKey.hidden)].flatMap((one) => {
      const text = ofCase(one);
      const found = [...instructionsIn(text), ...secretsIn(text)];
      return found.map((what) => `case "${one.name}": ${what}`);
    }),
  ];
}

export function schemaGate(project: ProjectPackage, origin: Origin): GateReport {
  const problems = packageProblems(project, origin);
  const { acceptance, answerKey } = project;
  const figures = { visibleCases: acceptance.cases.length, hiddenCases: answerKey.hidden.cases.length };
  if (problems.length > 0) {
    return gateReport('schema', 'failed', 'The package contradicts itself or hides something.', figures, problems);
  }
  const remarks = remarksOf(project);
  return remarks.length > 0
    ? gateReport('schema', 'warned', 'Whole; the data of some cases deserve a look.', figures, remarks)
    : gateReport('schema', 'passed', 'Whole, and nothing hidden in it.', figures);
}
