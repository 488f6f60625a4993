/** CSV for the families' own answers: read and written without any library, apart from the Python programs under test. */

/** Rows of cells (RFC 4180: quotes, doubled quotes, line breaks in quotes). Blank lines are left out. */
export function parseCsv(text: string, separator = ','): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  const endRow = () => {
    row.push(cell);
    if (row.length > 1 || row[0] !== '') rows.push(row);
    row = [];
    cell = '';
  };
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] ?? '';
    if (quoted && sign === '"' && text[at + 1] === '"') {
      cell += '"';
      at += 1;
    } else if (sign === '"') {
      quoted = !quoted;
    } else if (quoted) {
      cell += sign;
    } else if (sign === separator) {
      row.push(cell);
      cell = '';
    } else if (sign === '\n') {
      endRow();
    } else if (sign !== '\r') {
      cell += sign;
    }
  }
  endRow();
  return rows;
}

/** Rows under a header row, by column name; cells that a short row lacks are empty. */
export function parseTable(text: string, separator = ','): Record<string, string>[] {
  const [header = [], ...rows] = parseCsv(text, separator);
  return rows.map((row) => Object.fromEntries(header.map((name, column) => [name, row[column] ?? ''])));
}

/** Text of a table: cells with separator, quote or line break are quoted, every line ends in a newline. */
export function csvText(rows: readonly (readonly (string | number)[])[], separator = ','): string {
  const written = (cell: string | number): string => {
    const text = String(cell);
    return /["\n\r]/.test(text) || text.includes(separator) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return rows.map((row) => `${row.map(written).join(separator)}\n`).join('');
}
