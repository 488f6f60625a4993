/** A report as one HTML file: no script, nothing loaded from anywhere, and whatever a run says is text. */

import { createHash } from 'node:crypto';
import { cellText } from '../analysis/analysis-text.ts';
import type { Table } from '../analysis/table.ts';
import { xmlText } from '../svg-plot.ts';
import { printable } from '../text-width.ts';
import { plotSvg } from './plot-svg.ts';
import type { Block, Plot, ReportModel, Section } from './report-model.ts';
import { STYLE } from './style.ts';

/** Nothing may run or be fetched, whatever got into the file: only this very style is taken. */
const POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'`;

/** A text of a run: its marks are text, and its direction of writing stays its own. */
const said = (text: string): string => xmlText(printable(text));
const apart = (text: string): string => `<bdi>${said(text)}</bdi>`;

function tableHtml(table: Table, currency: string): string {
  const kind = (unit: string): string => (unit === 'text' || unit === 'yes_no' ? ' class="text"' : '');
  const head = table.columns.map(({ title, unit }) => `<th scope="col"${kind(unit)}>${said(title)}</th>`).join('');
  const rows = table.rows.map((row) => {
    const cells = table.columns.map(
      ({ key, unit }) => `<td${kind(unit)}>${apart(cellText(row[key], unit, currency))}</td>`,
    );
    return `<tr>${cells.join('')}</tr>`;
  });
  return [
    `<h3>${said(table.title)}</h3>`,
    // Whoever has no pointer scrolls what is wider than the page with the keys.
    `<div class="wide" role="region" tabindex="0" aria-label="${said(table.title)}"><table><thead><tr>${head}</tr></thead><tbody>`,
    ...rows,
    '</tbody></table></div>',
    ...table.notes.map((note) => `<p class="note">${said(note)}</p>`),
  ].join('\n');
}

function plotHtml(plot: Plot): string {
  return `<figure tabindex="0"><h3>${said(plot.title)}</h3>${plotSvg(plot)}<figcaption>${said(plot.about)}</figcaption></figure>`;
}

function blockHtml(block: Block): string {
  switch (block.kind) {
    case 'text':
      return `<p>${said(block.text)}</p>`;
    case 'list':
      return `<ul>${block.items.map((item) => `<li>${said(item)}</li>`).join('')}</ul>`;
    case 'facts':
      return `<dl>${block.facts.map(({ name, value }) => `<dt>${apart(name)}</dt><dd>${apart(value)}</dd>`).join('')}</dl>`;
    case 'lines':
      return `<pre>${block.lines.map(said).join('\n')}</pre>`;
    case 'table':
      return tableHtml(block.table, block.currency);
    case 'plot':
      return plotHtml(block.plot);
  }
}

/** Plots stand beside each other where there is room. */
function blocksHtml(blocks: readonly Block[]): string {
  const isPlots = blocks.length > 0 && blocks.every(({ kind }) => kind === 'plot');
  const inner = blocks.map(blockHtml).join('\n');
  return isPlots ? `<div class="plots">\n${inner}\n</div>` : inner;
}

/** With several runs a section says which one it is of. */
export function headingOf({ title, run }: Section, { runs }: ReportModel): string {
  return run === null || runs.length < 2 ? title : `${title}: ${run}`;
}

export function reportHtml(report: ReportModel): string {
  const anchors = report.sections.map(({ id }, at) => `${id}-${at + 1}`);
  const links = report.sections.map(
    (section, at) => `<li><a href="#${anchors[at]}">${said(headingOf(section, report))}</a></li>`,
  );
  const sections = report.sections.map(
    (section, at) =>
      `<section id="${anchors[at]}">\n<h2>${said(headingOf(section, report))}</h2>\n${blocksHtml(section.blocks)}\n</section>`,
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${said(report.title)}</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>${apart(report.title)}</h1>
<p class="by">A report of Freelance Arena, made from the event log of ${report.runs.length === 1 ? 'one run' : `${report.runs.length} runs`}. Every figure says whether it was measured, simulated or published.</p>
</header>
<nav aria-label="Sections"><ul>${links.join('')}</ul></nav>
<main>
${sections.join('\n')}
</main>
</body>
</html>
`;
}
