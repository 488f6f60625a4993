/** The report of a bank for people, in Markdown. Texts of projects are untrusted: none of them becomes markup. */

import type { BankReport } from './bank.ts';
import type { BankTable, Rate } from './bank-table.ts';
import { GATES, type GateReport, type ProjectReport } from './gate-report.ts';

const LISTED_MAX = 200;

/** A text inside a line of Markdown. */
function plain(text: string): string {
  return text.replace(/[\\`*_[\]<>|#!&~]/g, (found) => `\\${found}`);
}

function percent(share: number | null): string {
  return share === null ? 'none' : `${(100 * share).toFixed(1)} %`;
}

function rate({ count, of, share }: Rate): string {
  return share === null ? 'none tried' : `${count} of ${of}, ${percent(share)}`;
}

function figures(table: BankTable): string[] {
  const { mutants, mutantsKilled, suspectedEquivalent } = table;
  const score = table.mutationScore === null ? 'none' : table.mutationScore.toFixed(3);
  const weakest = table.weakestScore === null ? 'none' : table.weakestScore.toFixed(3);
  const agreement = table.difficultyAgreement === null ? 'none' : table.difficultyAgreement.toFixed(2);
  return [
    '| figure | value |',
    '|---|---|',
    `| drafted | ${table.drafted} |`,
    `| admitted | ${table.admitted} |`,
    `| correct solutions accepted, beside the references | ${rate(table.acceptedCorrect)} |`,
    `| wrong solutions and controls rejected | ${rate(table.rejectedWrong)} |`,
    `| mutants killed | ${mutantsKilled} of ${mutants}, ${suspectedEquivalent} suspected equivalent |`,
    `| mutation score | ${score}; weakest project ${weakest} |`,
    `| flaky runs, at most (95 %) | ${percent(table.flakeBound)} a project, ${percent(table.flakeBoundOfBank)} over the bank |`,
    `| duplicates | ${percent(table.duplicateRate)} |`,
    `| rank correlation of estimated difficulty and stated minutes | ${agreement} |`,
  ];
}

function gateTable({ gates }: BankTable): string[] {
  const rows = gates.map(
    ({ gate, passed, warned, failed, notRun }) =>
      `| ${GATES[gate]} | ${gate} | ${passed} | ${warned} | ${failed} | ${notRun} |`,
  );
  return ['| | gate | passed | warned | failed | not run |', '|---|---|---|---|---|---|', ...rows];
}

function told({ gate, summary, findings }: GateReport): string[] {
  return [`  - ${gate}: ${plain(summary)}`, ...findings.map((finding) => `    - ${plain(finding)}`)];
}

function listed(projects: readonly ProjectReport[], wanted: (gate: GateReport) => boolean): string[] {
  const some = projects.filter(({ gates }) => gates.some(wanted));
  const more = some.length > LISTED_MAX ? [`- and ${some.length - LISTED_MAX} more, see the JSON`] : [];
  return [
    ...some
      .slice(0, LISTED_MAX)
      .flatMap(({ slug, state, gates }) => [`- **${plain(slug)}** (${state})`, ...gates.filter(wanted).flatMap(told)]),
    ...more,
  ];
}

function notRun({ projects }: BankReport): string[] {
  const reasons = new Map<string, number>();
  for (const { gates } of projects) {
    for (const { gate, outcome, summary } of gates) {
      if (outcome !== 'not_run') continue;
      const line = `${gate}: ${plain(summary)}`;
      reasons.set(line, (reasons.get(line) ?? 0) + 1);
    }
  }
  return [...reasons].map(([line, count]) => `- ${line} (${count} projects)`);
}

const section = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : ['', `## ${title}`, '', ...lines];

export function reportText(report: BankReport): string {
  const { bank, settings, table, projects, version, imageHash } = report;
  const { seed, reruns, mutants, furtherInputs } = settings;
  return [
    `# Admission of ${plain(bank)}`,
    '',
    `${table.admitted} of ${table.drafted} projects admitted. Gate ${version}, seed ${plain(seed)}, ${reruns} runs of each reference, at most ${mutants} mutants and ${furtherInputs} further inputs a project; sandbox ${imageHash.slice(0, 12)}.`,
    '',
    ...figures(table),
    '',
    ...gateTable(table),
    ...section(
      'Refused',
      listed(projects, ({ outcome }) => outcome === 'failed'),
    ),
    ...section(
      'Worth a look',
      listed(projects, ({ outcome }) => outcome === 'warned'),
    ),
    ...section('Not run', notRun(report)),
    '',
  ].join('\n');
}
