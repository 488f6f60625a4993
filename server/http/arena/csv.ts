/** Tables as CSV that a spreadsheet reads as values: nothing that somebody wrote becomes a formula. */

/** What spreadsheets take for the beginning of a formula, in full width too; a tab or a line end may stand before one. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/u;

/** A text of somebody's: what would be a formula gets an apostrophe before it, which is what spreadsheets write for text. */
function textCell(text: string): string {
  const plain = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

/** Numbers stay as they are, a minus sign included. Lines end as RFC 4180 has them. */
export function csvOf(head: readonly string[], rows: readonly (readonly (string | number | null)[])[]): string {
  const line = (cells: readonly (string | number | null)[]): string =>
    cells.map((cell) => (cell === null ? '' : typeof cell === 'number' ? String(cell) : textCell(cell))).join(',');
  return `${[line(head), ...rows.map(line)].join('\r\n')}\r\n`;
}
