/** A whole project as a draft of the form, to be read, changed and posted by a person. */

import type { ProjectPackage } from '../../../server/protocol/arena/project-package.ts';
import { amountText } from '../../text/typed.ts';
import { type CaseDraft, type Draft, emptyCase, emptyDraft, newId } from './draft.ts';

type Acceptance = ProjectPackage['acceptance'];
type Case = Acceptance['cases'][number];

const json = (value: unknown): string => JSON.stringify(value);

/** The texts of a case, as the form has them for its kind. */
function textsOf(one: Case): Partial<CaseDraft> {
  if ('args' in one) return { input: json(one.args), expected: json(one.expected) };
  if ('setup' in one) return { input: one.setup, expected: json(one.expected) };
  if ('files' in one) {
    return { input: json(one.files), stdin: one.stdin, argv: json(one.argv), expected: json(one.expected) };
  }
  if ('stdin' in one) {
    return { input: one.stdin, argv: one.argv.length === 0 ? '' : json(one.argv), expected: one.expected };
  }
  return {};
}

function caseOf(one: Case, visible: boolean, sentence: string): CaseDraft {
  return { ...emptyCase(visible), ...textsOf(one), name: one.name, weight: String(one.weight), sentence };
}

const codeIn = (files: Readonly<Record<string, string>>, file: string): string => files[file] ?? '';

/** Null: of a kind that the form has no fields for. `writtenBy`: who wrote it, for its provenance. */
export function draftOf(project: ProjectPackage, writtenBy: string): Draft | null {
  const { acceptance, answerKey } = project;
  const { kind, language, file } = acceptance;
  if (kind === 'assertions' || language === 'command') return null;
  const sentenceOf = (name: string): string =>
    answerKey.requirements?.find(({ cases }) => cases.includes(name))?.sentence ?? '';
  const [alternative] = answerKey.alternatives ?? [];
  const { kind: comparator } = acceptance.comparator;
  if (comparator === 'table' || comparator === 'checker') return null;
  return {
    ...emptyDraft(),
    title: project.title,
    description: project.description,
    skills: project.skills.join(', '),
    minutes: String(project.estimatedMinutes),
    bracket: 'custom',
    min: amountText(project.budgetMinCents),
    max: amountText(project.budgetMaxCents),
    price: amountText(project.postedPriceCents),
    kind,
    language: language === 'sql' ? 'python' : language,
    file,
    entry: 'entry' in acceptance ? acceptance.entry : '',
    comparator,
    rowsOrdered: 'rowsOrdered' in acceptance && acceptance.rowsOrdered,
    cases: [
      ...acceptance.cases.map((one) => caseOf(one, true, sentenceOf(one.name))),
      ...answerKey.hidden.cases.map((one) => caseOf(one, false, sentenceOf(one.name))),
    ],
    reference: codeIn(answerKey.reference, file),
    wrong: answerKey.wrong.map(({ name, why, files }) => ({ id: newId(), name, why, code: codeIn(files, file) })),
    alternative: alternative === undefined ? '' : codeIn(alternative.files, file),
    alternativeHow: alternative?.how ?? '',
    writtenBy,
  };
}
