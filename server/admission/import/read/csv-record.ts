/** One record of CSV (RFC 4180) out of a growing text. Quotes inside a cell that does not begin with one are letters. */

export type CsvStep =
  | { readonly kind: 'record'; readonly cells: readonly string[]; readonly end: number }
  /** The text ends before the record does. */
  | { readonly kind: 'more' }
  | { readonly kind: 'problem'; readonly reason: string };

interface Cell {
  readonly text: string;
  /** Where what follows the cell begins. */
  readonly end: number;
}

const MORE: CsvStep = { kind: 'more' };
const problem = (reason: string): CsvStep => ({ kind: 'problem', reason });

/** Where the cell's closing quote is, or -1; `from` is behind the opening one. Two quotes are one letter. */
function closingQuote(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at !== -1; at = text.indexOf('"', at + 2)) {
    if (text[at + 1] !== '"') return at;
  }
  return -1;
}

function quotedCell(text: string, start: number, atEnd: boolean): Cell | CsvStep {
  const close = closingQuote(text, start + 1);
  if (close === -1) return atEnd ? problem('a quote that opens is never closed') : MORE;
  // What looks like the closing one may be the first of two.
  if (close + 1 === text.length && !atEnd) return MORE;
  return { text: text.slice(start + 1, close).replaceAll('""', '"'), end: close + 1 };
}

function plainCell(text: string, start: number, delimiter: string, atEnd: boolean): Cell | CsvStep {
  const newline = text.indexOf('\n', start);
  if (newline === -1 && !atEnd) return MORE;
  const lineEnd = newline === -1 ? text.length : newline;
  const next = text.indexOf(delimiter, start);
  const end = next === -1 || next > lineEnd ? lineEnd : next;
  // A carriage return belongs to the end of the line.
  const stop = end === lineEnd && text[end - 1] === '\r' && end > start ? end - 1 : end;
  return { text: text.slice(start, stop), end: stop };
}

/** The record that begins at `start`. `end` is behind its line end. */
export function csvRecord(text: string, start: number, delimiter: string, atEnd: boolean): CsvStep {
  const cells: string[] = [];
  let at = start;
  for (;;) {
    const cell = text[at] === '"' ? quotedCell(text, at, atEnd) : plainCell(text, at, delimiter, atEnd);
    if ('kind' in cell) return cell;
    cells.push(cell.text);
    at = cell.end;
    if (text[at] === delimiter) {
      at += 1;
      if (at === text.length && !atEnd) return MORE;
      continue;
    }
    if (text[at] === '\r') at += 1;
    if (at >= text.length) return atEnd ? { kind: 'record', cells, end: text.length } : MORE;
    if (text[at] === '\n') return { kind: 'record', cells, end: at + 1 };
    return problem('text behind a closing quote');
  }
}
