/** Builder of SQL project packages: tables as rows become set-up statements, an independent answer the expected rows. */

import type { Comparator, Json } from '../../server/protocol/arena/acceptance.ts';
import type { ProjectPackage } from '../../server/protocol/arena/project-package.ts';
import { BRACKETS, type Posting, type WrongProgram } from './family.ts';

const SQL_FILE = 'query.sql';
const LIMITS = { timeMs: 10_000, memoryBytes: 134_217_728 };
const ROWS_PER_INSERT = 200;

export type Cell = string | number | null;
export type Row = readonly Cell[];

/** Rows by table name, in the column order of the schema; row types are tuples so that answers can read them. */
export type Tables = { readonly [table: string]: readonly Row[] };

export interface SqlCase<Data extends Tables> {
  readonly name: string;
  readonly tables: Data;
}

interface SqlParts<Data extends Tables> {
  /** CREATE TABLE statements; the posting shows the same. */
  readonly schema: string;
  readonly columns: readonly string[];
  readonly rowsOrdered: boolean;
  readonly answer: (tables: Data) => readonly Row[];
  readonly visible: readonly SqlCase<Data>[];
  readonly hidden: readonly SqlCase<Data>[];
  readonly reference: string;
  readonly wrong: readonly WrongProgram[];
  readonly comparator?: Comparator;
}

const literal = (cell: Cell): string =>
  cell === null ? 'NULL' : typeof cell === 'number' ? String(cell) : `'${cell.replaceAll("'", "''")}'`;

/** The schema followed by inserts of a few hundred rows each. */
function setupText(schema: string, tables: Tables): string {
  const inserts = Object.entries(tables).flatMap(([table, rows]) => {
    const values = rows.map((row) => `(${row.map(literal).join(',')})`);
    const starts = Array.from(
      { length: Math.ceil(values.length / ROWS_PER_INSERT) },
      (_, index) => index * ROWS_PER_INSERT,
    );
    return starts.map(
      (start) => `INSERT INTO ${table} VALUES\n${values.slice(start, start + ROWS_PER_INSERT).join(',\n')};`,
    );
  });
  return `${[schema.trim(), ...inserts].join('\n')}\n`;
}

/** A project whose delivery is one SELECT in `query.sql`, run by SQLite over the tables of each case. */
export function sqlProject<Data extends Tables>(posting: Posting, parts: SqlParts<Data>): ProjectPackage {
  const side = (cases: readonly SqlCase<Data>[]): ProjectPackage['acceptance'] => ({
    kind: 'sql',
    language: 'sql',
    comparator: parts.comparator ?? { kind: 'exact' },
    limits: LIMITS,
    file: SQL_FILE,
    rowsOrdered: parts.rowsOrdered,
    cases: cases.map(({ name, tables }) => ({
      name,
      weight: 1,
      setup: setupText(parts.schema, tables),
      expected: { columns: [...parts.columns], rows: parts.answer(tables).map((row): Json[] => [...row]) },
    })),
  });
  const [budgetMinCents, budgetMaxCents] = BRACKETS[posting.bracket];
  const { bracket: _bracket, skills, description, ...rest } = posting;
  const files = (program: string) => ({ [SQL_FILE]: program.trimStart() });
  return {
    ...rest,
    description: description.trim(),
    skills: [...skills],
    budgetMinCents,
    budgetMaxCents,
    acceptance: side(parts.visible),
    answerKey: {
      hidden: side(parts.hidden),
      reference: files(parts.reference),
      wrong: parts.wrong.map(({ name, why, program }) => ({ name, why, files: files(program) })),
    },
  };
}
