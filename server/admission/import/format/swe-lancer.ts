/** SWE-Lancer as priced postings: folders of issues, and the table of tasks with its Python literals. Its tests need a whole machine. */

import { z } from 'zod';
import type { Json } from '../../../protocol/arena/acceptance.ts';
import { type Format, fieldsOf, hasFields, type PostingDraft } from '../draft.ts';
import type { ImportedPosting } from '../posting.ts';
import { unescaped } from '../python-escape.ts';
import { parsePythonLiteral } from '../python-literal.ts';
import { type Row, Skip } from '../trouble.ts';
import { numberIn, original, plainText, postedPrice } from './posting-fields.ts';

const amount = z.union([z.string(), z.number()]);

const issueSchema = z.object({
  folder: z.string(),
  title: z.string(),
  price: amount,
  html_description: z.string(),
  issue_repo_steps: z.string().optional(),
  issue_repro_steps: z.string().optional(),
});

const taskSchema = z.object({
  question_id: z.string().min(1),
  variant: z.enum(['ic_swe', 'swe_manager']),
  set: z.string().default(''),
  title: z.string(),
  description: z.string(),
  price: amount,
  proposals: z.string().nullable().default(''),
  manager_data: z.string().nullable().default(''),
});

function priced(price: string | number, row: Row): Pick<ImportedPosting, 'price' | 'original' | 'rateType' | 'skills'> {
  const number = numberIn('price', price);
  return {
    skills: [],
    rateType: 'fixed',
    price: postedPrice(number, number, 'USD'),
    original: original(row, 'price', 'price_limit', 'variant', 'set'),
  };
}

async function issue(row: Row): Promise<PostingDraft> {
  const { folder, title, price, html_description: html, ...steps } = fieldsOf(issueSchema, row);
  const how = steps.issue_repro_steps ?? steps.issue_repo_steps ?? '';
  return {
    kind: 'posting',
    id: folder,
    posting: {
      title: plainText(title).slice(0, 500),
      description: plainText(how === '' ? html : `${html}\n\n${how}`),
      ...priced(price, row),
    },
  };
}

const inside = (value: Json | undefined, key: string): Json | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.hasOwn(value, key)
    ? (value as Readonly<Record<string, Json>>)[key]
    : undefined;

/** Which of the proposals was taken, as a manager's task has it. */
function choiceOf(proposals: string, managerData: string): ImportedPosting['choice'] {
  const correct = inside(inside(inside(parsePythonLiteral(managerData), 'game'), 'correct_proposal'), 'id');
  if (typeof correct !== 'number' || !Number.isSafeInteger(correct)) {
    throw new Skip('wrong_field', 'manager_data: game.correct_proposal.id is no whole number');
  }
  return { proposals: plainText(unescaped(proposals)), correct };
}

async function task(row: Row): Promise<PostingDraft> {
  const fields = fieldsOf(taskSchema, row);
  // The harness of the set leaves these out as well.
  if (fields.question_id.includes('Reintroduce-'))
    throw new Skip('wrong_field', 'question_id: a row that the set has retired');
  const manager = fields.variant === 'swe_manager';
  const choice = manager ? choiceOf(fields.proposals ?? '', fields.manager_data ?? '') : undefined;
  return {
    kind: 'posting',
    id: fields.question_id,
    posting: {
      title: plainText(unescaped(fields.title)).slice(0, 500),
      description: plainText(unescaped(fields.description)),
      ...priced(fields.price, row),
      ...(choice && { choice }),
    },
  };
}

const SET = { name: 'swe-lancer', licence: 'MIT' };

export const sweLancerIssues: Format = {
  name: 'swe-lancer-issues',
  about: 'SWE-Lancer, folders with issue_data.json',
  makes: 'postings',
  set: SET,
  matches: (row) => hasFields(row, 'folder', 'title', 'price', 'html_description'),
  draft: issue,
};

export const sweLancer: Format = {
  name: 'swe-lancer',
  about: 'SWE-Lancer, the table of tasks, CSV',
  makes: 'postings',
  set: SET,
  matches: (row) => hasFields(row, 'question_id', 'variant', 'title', 'price'),
  draft: task,
};
