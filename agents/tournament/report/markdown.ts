/** A report as Markdown: the same sections and tables; plots as the tables that they are drawn from. */

import { cellText, numberText } from '../analysis/analysis-text.ts';
import type { Table } from '../analysis/table.ts';
import { printable } from '../text-width.ts';
import { headingOf } from './html.ts';
import type { Block, Plot, ReportModel } from './report-model.ts';

/** A text of a run, so that no reader of Markdown finds a mark, a link, a formula or HTML in it. */
export function markdownText(text: string): string {
  return printable(text)
    .replace(/[\\`*_{}[\]<>&|#~$@]/g, '\\$&')
    .replace(/:(?=\/\/)/g, '\\:')
    .replace(/www\./gi, (found) => `${found.slice(0, 3)}\\.`)
    .replace(/^(\s*)([-+=])/, '$1\\$2')
    .replace(/^(\s*\d+)([.)])(?=\s|$)/, '$1\\$2');
}

function rowLine(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function tableLines(table: Table, currency: string): string[] {
  const { columns, rows } = table;
  const side = columns.map(({ unit }) => (unit === 'text' || unit === 'yes_no' ? ':--' : '--:'));
  return [
    `### ${markdownText(table.title)}`,
    '',
    rowLine(columns.map(({ title }) => markdownText(title))),
    rowLine(side),
    ...rows.map((row) => rowLine(columns.map(({ key, unit }) => markdownText(cellText(row[key], unit, currency))))),
    '',
    ...table.notes.flatMap((note) => [markdownText(note), '']),
  ];
}

function plotRows(plot: Plot): { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] } {
  if (plot.kind === 'points') {
    const share = (value: number): string => cellText(value, 'share', '');
    const rows = plot.points.map(({ label, x, y }) => [label, share(x), share(y)]);
    return { head: ['', plot.xTitle, plot.yTitle], rows };
  }
  const { unit, currency } = plot;
  const number = (value: number): string => numberText(value, unit, currency);
  if (plot.kind === 'bins') {
    return {
      head: ['From', 'To', 'Count'],
      rows: plot.bins.map(({ from, to, count }) => [number(from), number(to), String(count)]),
    };
  }
  const rows = plot.rows.map(({ label, value, low, high }) => [
    label,
    cellText(low === null || high === null ? value : { value, low, high }, unit, currency),
  ]);
  return { head: ['', plot.title], rows };
}

function plotLines(plot: Plot): string[] {
  const { head, rows } = plotRows(plot);
  return [
    `### ${markdownText(plot.title)}`,
    '',
    rowLine(head.map(markdownText)),
    rowLine(head.map(() => '--:')),
    ...rows.map((row) => rowLine(row.map(markdownText))),
    '',
    markdownText(plot.about),
    '',
  ];
}

/** A fence longer than any that its text holds. */
function fenced(lines: readonly string[]): string[] {
  const longest = Math.max(2, ...lines.flatMap((line) => (line.match(/`+/g) ?? []).map((ticks) => ticks.length)));
  const fence = '`'.repeat(longest + 1);
  return [`${fence}text`, ...lines.map(printable), fence, ''];
}

function blockLines(block: Block): string[] {
  switch (block.kind) {
    case 'text':
      return [markdownText(block.text), ''];
    case 'list':
      return [...block.items.map((item) => `- ${markdownText(item)}`), ''];
    case 'facts':
      return [...block.facts.map(({ name, value }) => `- **${markdownText(name)}**: ${markdownText(value)}`), ''];
    case 'lines':
      return fenced(block.lines);
    case 'table':
      return tableLines(block.table, block.currency);
    case 'plot':
      return plotLines(block.plot);
  }
}

export function reportMarkdown(report: ReportModel): string {
  const lines = report.sections.flatMap((section) => [
    `## ${markdownText(headingOf(section, report))}`,
    '',
    ...section.blocks.flatMap(blockLines),
  ]);
  return `${[`# ${markdownText(report.title)}`, '', ...lines].join('\n').trimEnd()}\n`;
}
