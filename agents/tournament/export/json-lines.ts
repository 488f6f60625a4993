/** Rows as JSON, one a line. */

import type { ExportedRow } from './exported-rows.ts';

export function* jsonLines(rows: Iterable<ExportedRow>): Generator<string> {
  for (const row of rows) yield `${JSON.stringify(row)}\n`;
}
