/** Reads the little of Markdown that the server writes in a summary: headings, paragraphs, lists, tables, code, escaped letters. */

export interface Run {
  readonly code: boolean;
  readonly text: string;
}
export type Inline = readonly Run[];

export type Block =
  | { readonly kind: 'heading'; readonly level: number; readonly text: Inline }
  | { readonly kind: 'paragraph'; readonly text: Inline }
  | { readonly kind: 'list'; readonly items: readonly Inline[] }
  | { readonly kind: 'table'; readonly head: readonly Inline[]; readonly rows: readonly (readonly Inline[])[] };

const unescaped = (text: string): string => text.replaceAll(/\\([\\`*_{}[\]<>()#+!|~.-])/g, '$1');

/** What stands between backticks is code; all else is words. Nothing becomes a link or markup. */
export function inline(text: string): Inline {
  const runs: Run[] = [];
  let rest = text;
  for (let found = /(?<!\\)`([^`]+)`/.exec(rest); found !== null; found = /(?<!\\)`([^`]+)`/.exec(rest)) {
    if (found.index > 0) runs.push({ code: false, text: unescaped(rest.slice(0, found.index)) });
    runs.push({ code: true, text: found[1] ?? '' });
    rest = rest.slice(found.index + found[0].length);
  }
  if (rest !== '') runs.push({ code: false, text: unescaped(rest) });
  return runs;
}

const cellsOf = (line: string): Inline[] =>
  line
    .trim()
    .slice(1, -1)
    .split(/(?<!\\)\|/)
    .map((cell) => inline(cell.trim()));

const kindOf = (line: string): 'blank' | 'list' | 'table' | 'heading' | 'paragraph' => {
  if (line.trim() === '') return 'blank';
  if (/^#{1,6} /.test(line)) return 'heading';
  if (line.startsWith('- ')) return 'list';
  return line.startsWith('|') ? 'table' : 'paragraph';
};

function blockOf(lines: readonly string[], kind: ReturnType<typeof kindOf>): readonly Block[] {
  if (kind === 'list') return [{ kind, items: lines.map((line) => inline(line.slice(2))) }];
  if (kind === 'heading')
    return lines.map((line) => {
      const level = line.indexOf(' ');
      return { kind, level, text: inline(line.slice(level + 1)) };
    });
  if (kind === 'table') {
    const [head = '', , ...rows] = lines;
    return [{ kind, head: cellsOf(head), rows: rows.map(cellsOf) }];
  }
  return kind === 'blank' ? [] : lines.map((line) => ({ kind: 'paragraph' as const, text: inline(line) }));
}

export function blocksOf(markdown: string): readonly Block[] {
  const blocks: Block[] = [];
  let gathered: string[] = [];
  let kind: ReturnType<typeof kindOf> = 'blank';
  for (const line of markdown.split('\n')) {
    const next = kindOf(line);
    if (next !== kind) {
      blocks.push(...blockOf(gathered, kind));
      gathered = [];
      kind = next;
    }
    gathered.push(line);
  }
  return [...blocks, ...blockOf(gathered, kind)];
}
