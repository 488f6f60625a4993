/** Reads CSV texts (RFC 4180) into cells. */

import { accept, type Result, refuse } from '../../kernel/result.ts';

interface Cursor {
  readonly text: string;
  position: number;
}

/** Reads `"…"` from the opening quote on; null when the closing quote never comes. */
function readQuoted(cursor: Cursor): string | null {
  const parts: string[] = [];
  for (let start = cursor.position + 1; ; ) {
    const quote = cursor.text.indexOf('"', start);
    if (quote === -1) return null;
    parts.push(cursor.text.slice(start, quote));
    if (cursor.text[quote + 1] !== '"') {
      cursor.position = quote + 1;
      return parts.join('"');
    }
    start = quote + 2;
  }
}

const CELL_END = /[,\r\n]/g;

function readPlain(cursor: Cursor): string {
  const start = cursor.position;
  CELL_END.lastIndex = start;
  cursor.position = CELL_END.exec(cursor.text)?.index ?? cursor.text.length;
  return cursor.text.slice(start, cursor.position);
}

/** Moves over what ends a cell: `cell` after a comma, `row` after a line break or at the end, null before anything else. */
function readEnd(cursor: Cursor): 'cell' | 'row' | null {
  const letter = cursor.text[cursor.position];
  if (letter === undefined) return 'row';
  if (letter === '\r' && cursor.text[cursor.position + 1] === '\n') cursor.position += 1;
  else if (letter !== ',' && letter !== '\n' && letter !== '\r') return null;
  cursor.position += 1;
  return letter === ',' ? 'cell' : 'row';
}

/**
 * Rows of cells. Lines end with LF, CRLF or CR; the last may go without; a byte order mark at the start is dropped.
 * A quote inside an unquoted cell is an ordinary letter. The error is one sentence about what is malformed.
 */
export function parseCsv(source: string): Result<readonly (readonly string[])[], string> {
  const cursor: Cursor = { text: source.startsWith('\uFEFF') ? source.slice(1) : source, position: 0 };
  const rows: string[][] = [];
  let row: string[] = [];
  let afterComma = false;
  while (cursor.position < cursor.text.length || afterComma) {
    const quoted = cursor.text[cursor.position] === '"';
    const cell = quoted ? readQuoted(cursor) : readPlain(cursor);
    if (cell === null) return refuse(`row ${rows.length + 1}: a quote is opened and never closed`);
    const end = readEnd(cursor);
    if (end === null) return refuse(`row ${rows.length + 1}: text follows a closing quote`);
    row.push(cell);
    afterComma = end === 'cell';
    if (afterComma) continue;
    rows.push(row);
    row = [];
  }
  return accept(rows);
}
