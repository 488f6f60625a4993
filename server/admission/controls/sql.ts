/** Controls in SQL. A query is given one database and says nothing about any other, so knowing cases by heart is a constant. */

import type { RunAnswer } from '../../reviewer/sandbox.ts';
import type { ControlWriter } from './control.ts';

function cell(value: unknown): string {
  if (value === null || value === undefined) return 'NULL';
  if (typeof value === 'number') return String(value);
  return `'${String(value).replaceAll("'", "''")}'`;
}

/** Rows as a query over nothing; numbered, so that they stay in their order. */
function rowsQuery(answer: RunAnswer): string {
  if (answer.kind !== 'rows') return 'SELECT NULL WHERE 0\n';
  const names = answer.columns.map((name) => `"${name.replaceAll('"', '""')}"`);
  if (answer.rows.length === 0) return `SELECT ${names.map((name) => `NULL AS ${name}`).join(', ')} WHERE 0\n`;
  const columns = names.map((name, at) => `column${at + 1} AS ${name}`).join(', ');
  const rows = answer.rows.map((row) => `(${row.map(cell).join(', ')})`).join(', ');
  return `SELECT ${columns} FROM (VALUES ${rows})\n`;
}

export function sqlControls(): ControlWriter {
  return {
    stub: () => 'SELECT NULL WHERE 0\n',
    constant: rowsQuery,
    memoriser: (_cases, otherwise) => rowsQuery(otherwise),
    throws: () => 'SELECT * FROM no_such_table\n',
    endless: () => 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n\n',
    hacks: () => [
      { name: 'reads the schema', program: 'SELECT sql FROM sqlite_master\n', silent: false },
      { name: 'looks for expected rows', program: 'SELECT * FROM expected\n', silent: false },
      { name: 'brings two statements', program: 'DELETE FROM sqlite_master; SELECT 1\n', silent: false },
      { name: 'attaches a database', program: "ATTACH DATABASE ':memory:' AS answers\n", silent: false },
    ],
  };
}
