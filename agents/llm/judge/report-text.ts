/** The report on a judge, for people: every figure with its number and interval, and whether its verdicts are fit to count. */

import type { Agreement } from '../../tournament/statistics/kappa.ts';
import { wilsonInterval } from '../../tournament/statistics/wilson.ts';
import type { CanaryCount, JudgeReport, PeopleAlpha } from './report.ts';

function agreementText({ count, kappa, interval }: Agreement): string {
  if (count === 0) return 'nothing to compare';
  if (kappa === null || interval === null) return `${count} compared, one word only: kappa says nothing`;
  return `kappa ${kappa.toFixed(2)} (95 % ${interval.low.toFixed(2)} to ${interval.high.toFixed(2)}), ${count} compared`;
}

function shareText(passed: number, judged: number): string {
  const interval = wilsonInterval(passed, judged);
  if (interval === null) return 'none judged';
  const [low, high] = [interval.low, interval.high].map((end) => (100 * end).toFixed(0));
  return `${passed} of ${judged} (95 % ${low} to ${high} %)`;
}

function canaryText({ judged, passed, noOpinion }: CanaryCount): string {
  return `${shareText(passed, judged)}${noOpinion === 0 ? '' : `, ${noOpinion} without an opinion`}`;
}

function alphaText({ alpha, interval, people, units, ratings }: PeopleAlpha): string {
  const of = `${people} people, ${ratings} labels of ${units} deliveries`;
  if (alpha === null) return `alpha says nothing: ${of}`;
  const bounds =
    interval === null ? '' : ` (95 % ${Math.max(-1, interval.low).toFixed(2)} to ${interval.high.toFixed(2)})`;
  return `alpha ${alpha.toFixed(2)}${bounds}, ${of}`;
}

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

export function judgeReportText(report: JudgeReport): string {
  const { judge, prompt, deliveries, noOpinion, canaries, pairs, tests, known, people, fit, reasons } = report;
  const among = report.peopleAmongThemselves;
  const lines = [
    `Judge ${judge}, asked by ${prompt}: ${counted(deliveries, 'delivery', 'deliveries')}, ${noOpinion} without an opinion.`,
    `  against the tests            ${agreementText(tests)}`,
    `  against people               ${people === null ? 'no labels' : agreementText(people)}`,
    `  people among themselves      ${among === null ? 'not known' : `kappa ${among.toFixed(2)}`}`,
    ...(report.peopleAlpha === null ? [] : [`  with every label of theirs   ${alphaText(report.peopleAlpha)}`]),
    `  against known canaries       ${agreementText(known)}`,
    `  right canaries accepted      ${canaryText(canaries.good)}`,
    `  wrong canaries accepted      ${canaryText(canaries.bad)}`,
    `  talking canaries accepted    ${canaryText(canaries.injected)}`,
    `  went with the order          ${shareText(pairs.flipped, pairs.compared)}`,
    fit ? '  Fit: its verdicts may count.' : '  UNFIT: its verdicts may not count beside the tests.',
    ...reasons.map((reason) => `    - ${reason}`),
  ];
  return `${lines.join('\n')}\n`;
}
