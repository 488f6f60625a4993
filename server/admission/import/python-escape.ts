/** Escapes of Python's texts. */

const LETTERS: Readonly<Record<string, string>> = {
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\n': '',
};
const NUMBERED: readonly RegExp[] = [/\\x([0-9a-fA-F]{2})/y, /\\u([0-9a-fA-F]{4})/y, /\\U([0-9a-fA-F]{8})/y];
const OCTAL = /\\([0-7]{1,3})/y;

interface Escaped {
  readonly value: string;
  /** Characters that it takes. */
  readonly length: number;
}

function numbered(text: string, at: number, pattern: RegExp, base: number): Escaped | null {
  pattern.lastIndex = at;
  const [whole, digits] = pattern.exec(text) ?? [];
  if (whole === undefined || digits === undefined) return null;
  const code = Number.parseInt(digits, base);
  return code > 0x10ffff ? null : { value: String.fromCodePoint(code), length: whole.length };
}

/** The escape whose backslash stands at `at`, or null where it is damaged. An unknown one stands for itself, as in Python. */
export function escapedAt(text: string, at: number): Escaped | null {
  const letter = text[at + 1];
  if (letter === undefined) return null;
  if (Object.hasOwn(LETTERS, letter)) return { value: LETTERS[letter] ?? '', length: 2 };
  const found = NUMBERED.map((pattern) => numbered(text, at, pattern, 16)).find((one) => one !== null);
  if (found !== undefined) return found;
  if ('xuUN'.includes(letter)) return null;
  return numbered(text, at, OCTAL, 8) ?? { value: `\\${letter}`, length: 2 };
}

/** What Python's codec `unicode_escape` makes of a text. Damaged escapes stay as they are. */
export function unescaped(text: string): string {
  const parts: string[] = [];
  let from = 0;
  for (let at = text.indexOf('\\'); at !== -1; at = text.indexOf('\\', from)) {
    const escaped = escapedAt(text, at) ?? { value: '\\', length: 1 };
    parts.push(text.slice(from, at), escaped.value);
    from = at + escaped.length;
  }
  parts.push(text.slice(from));
  return parts.join('');
}
