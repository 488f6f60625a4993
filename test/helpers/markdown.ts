/** What the tests read out of the project's pages: code blocks, links, rows of tables. */

export interface CodeBlock {
  readonly language: string;
  readonly text: string;
}

export function codeBlocks(page: string): CodeBlock[] {
  return [...page.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, language = '', text = '']) => ({ language, text }));
}

/** Targets of links to files, without anchors. */
export function relativeLinks(page: string): string[] {
  const targets = [...page.replace(/^```[\s\S]*?^```$/gm, '').matchAll(/\]\(([^)\s]+)\)/g)].map(
    ([, target = '']) => target,
  );
  return targets.filter((target) => !/^[a-z]+:|^#/.test(target)).map((target) => target.split('#')[0] ?? '');
}

/** The part of the page under a heading of the second level. */
export function section(page: string, heading: string): string {
  const begin = page.indexOf(`\n## ${heading}\n`);
  const end = page.indexOf('\n## ', begin + 1);
  return begin === -1 ? '' : page.slice(begin, end === -1 ? page.length : end);
}

/** Cells of every row of every table, headings left out. */
export function tableRows(text: string): string[][] {
  const lines = text.split('\n');
  return lines
    .filter(
      (line, index) => line.startsWith('|') && !/^\|[-|]+$/.test(line) && !/^\|[-|]+$/.test(lines[index + 1] ?? ''),
    )
    .map((line) =>
      line
        .slice(1, -1)
        .split(/(?<!\\)\|/)
        .map((cell) => cell.trim()),
    );
}

/** Everything between backticks. */
export function quoted(text: string): string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, inner = '']) => inner);
}
