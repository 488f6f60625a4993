/** Stated confidence in bins beside the share that passed: the points of a reliability diagram. */

import { reliability } from '../statistics/calibration.ts';
import { wilsonInterval } from '../statistics/wilson.ts';
import { decided, type Subject, worksOf } from './subject.ts';
import { type Cell, type Table, tableOf } from './table.ts';

const COLUMNS = {
  freelancer: ['Freelancer', 'text'],
  from: ['From', 'share'],
  to: ['To', 'share'],
  judged: ['Judged', 'count'],
  stated: ['Stated', 'share'],
  passed: ['Passed', 'share'],
  origin: ['Origin', 'text'],
} as const;

/** Null where nobody stated a confidence. */
export function reliabilityTable(subject: Subject): Table | null {
  const rows = subject.participants.flatMap(({ name, origin }) => {
    const forecasts = decided(worksOf(subject, name)).flatMap(({ confidenceBps, result }) =>
      confidenceBps === null ? [] : { stated: confidenceBps / 10_000, passed: result === 'passed' },
    );
    return reliability(forecasts).map(({ from, to, count, meanStated, passedShare }) => {
      const bounds = wilsonInterval(Math.round(passedShare * count), count);
      const passed: Cell = bounds === null ? passedShare : { value: passedShare, ...bounds };
      return { freelancer: name, from, to, judged: count, stated: meanStated, passed, origin };
    });
  });
  if (rows.length === 0) return null;
  const notes = ['Passed near stated in every bin: the bidder knows its chances. Wilson 95 %.'];
  return tableOf({ name: 'reliability', title: 'Reliability', notes }, COLUMNS, rows);
}
