/** BigCodeBench: a function and a `unittest` class. Rows whose modules are not there are told with the modules that they need. */

import { z } from 'zod';
import { type Format, fieldsOf, hasFields, type TaskDraft } from '../draft.ts';
import { parsePythonLiteral } from '../python-literal.ts';
import { type Row, Skip } from '../trouble.ts';
import { functionTitle } from './human-eval.ts';

const rowSchema = z.object({
  task_id: z.string(),
  complete_prompt: z.string(),
  instruct_prompt: z.string().optional(),
  canonical_solution: z.string(),
  code_prompt: z.string().optional(),
  test: z.string(),
  entry_point: z.string().regex(/^[A-Za-z_]\w*$/),
  libs: z.string().default('[]'),
});

async function draft(row: Row): Promise<TaskDraft> {
  const fields = fieldsOf(rowSchema, row);
  const { task_id: id, complete_prompt: prompt, canonical_solution: body, entry_point: entry, test } = fields;
  // What the program and its assertions really import is read from them; a list that is no literal is a damaged row.
  if (!Array.isArray(parsePythonLiteral(fields.libs))) throw new Skip('wrong_field', 'libs: no list');
  const description = fields.instruct_prompt ?? prompt;
  return {
    kind: 'task',
    id,
    title: `${functionTitle(entry)}, ${id}`.slice(0, 120),
    description: `Write the Python function ${entry} in solution.py.\n\n${description.trim()}\n`,
    difficulty: null,
    marks: [],
    works: [
      {
        kind: 'assertions',
        program: `${prompt.trimEnd()}\n${body}`,
        setup: fields.code_prompt === undefined ? '' : importsOf(fields.code_prompt),
        entry,
        visible: [],
        hidden: [test],
      },
    ],
  };
}

/** The lines that import something, before the function begins: assertions use the names too. */
function importsOf(code: string): string {
  return code
    .split('\n')
    .filter((line) => /^(?:import|from)\s/.test(line) && !line.includes('('))
    .join('\n');
}

export const bigCodeBench: Format = {
  name: 'bigcodebench',
  about: 'BigCodeBench (bigcode/bigcodebench), Parquet or JSON lines',
  makes: 'tasks',
  set: { name: 'bigcodebench', licence: 'Apache-2.0' },
  matches: (row) => hasFields(row, 'task_id', 'complete_prompt', 'canonical_solution', 'test', 'entry_point'),
  draft,
};
