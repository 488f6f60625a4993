/** Reference and wrong programs of the family `log-analysis`. */

import { edited, type WrongProgram } from './family.ts';

export const routesReference = `
function summarizeRoutes(lines) {
  const shape = /^(\\S+) ([A-Z]+) (\\/\\S*) (\\d{3}) (\\d+)$/;
  const routes = new Map();
  for (const line of lines) {
    const match = shape.exec(line.trim());
    if (!match) continue;
    const path = match[3].split('?')[0].split('/').map((part) => (/^\\d+$/.test(part) ? ':id' : part)).join('/');
    const route = match[2] + ' ' + path;
    if (!routes.has(route)) routes.set(route, { errors: 0, times: [] });
    const entry = routes.get(route);
    if (Number(match[4]) >= 500) entry.errors += 1;
    entry.times.push(Number(match[5]));
  }
  const result = [];
  for (const [route, { errors, times }] of routes) {
    times.sort((a, b) => a - b);
    const p95Ms = times[Math.ceil((times.length * 95) / 100) - 1];
    result.push({ route, count: times.length, errors, p95Ms, maxMs: times[times.length - 1] });
  }
  return result.sort((a, b) => b.count - a.count || (a.route < b.route ? -1 : 1));
}
module.exports = { summarizeRoutes };
`;

export const routesWrong: readonly WrongProgram[] = [
  {
    name: 'text-sorted-times',
    why: 'Durations are sorted as text, so the percentile and the maximum are wrong for mixed lengths.',
    program: edited(routesReference, 'times.sort((a, b) => a - b);', 'times.sort();'),
  },
  {
    name: 'percentile-off-by-one',
    why: 'The percentile is not the nearest rank.',
    program: edited(
      routesReference,
      'times[Math.ceil((times.length * 95) / 100) - 1]',
      'times[Math.floor((times.length * 95) / 100)]',
    ),
  },
  {
    name: 'client-errors-counted',
    why: 'Statuses from 400 to 499 count as errors.',
    program: edited(routesReference, '>= 500', '>= 400'),
  },
  {
    name: 'broken-lines-cut',
    why: 'Lines with extra fields are not skipped.',
    program: edited(routesReference, '(\\d{3}) (\\d+)$/', '(\\d{3}) (\\d+)/'),
  },
];

export const visitsReference = `
const text = require('fs').readFileSync(0, 'utf8');
const hits = new Map();
for (const line of text.split('\\n')) {
  const fields = line.trim().split(/\\s+/);
  if (fields.length !== 3) continue;
  const [time, visitor] = fields;
  if (!hits.has(visitor)) hits.set(visitor, []);
  hits.get(visitor).push(Number(time));
}
let visits = 0;
let bounces = 0;
const visitors = [...hits.keys()].sort();
for (const visitor of visitors) {
  const times = hits.get(visitor).sort((a, b) => a - b);
  let own = 0;
  let longest = 0;
  let start = 0;
  for (let index = 0; index < times.length; index += 1) {
    const last = index === times.length - 1 || times[index + 1] - times[index] > 1800;
    if (!last) continue;
    own += 1;
    if (index === start) bounces += 1;
    longest = Math.max(longest, times[index] - times[start]);
    start = index + 1;
  }
  visits += own;
  console.log(visitor + ' visits=' + own + ' pages=' + times.length + ' longest=' + longest);
}
if (visits === 0) {
  console.log('no data');
} else {
  const tenths = Math.floor((2000 * bounces + visits) / (2 * visits));
  console.log('bounce ' + Math.floor(tenths / 10) + '.' + (tenths % 10) + '%');
}
`;

export const visitsWrong: readonly WrongProgram[] = [
  {
    name: 'file-order',
    why: 'The lines are taken as sorted by time, which they are not.',
    program: edited(visitsReference, 'hits.get(visitor).sort((a, b) => a - b)', 'hits.get(visitor)'),
  },
  {
    name: 'gap-of-exactly-half-an-hour',
    why: 'A pause of exactly 1800 seconds already starts a new visit.',
    program: edited(visitsReference, '> 1800', '>= 1800'),
  },
  {
    name: 'bounce-by-visitor',
    why: 'The bounce rate divides by visitors instead of visits.',
    program: edited(
      visitsReference,
      '(2000 * bounces + visits) / (2 * visits)',
      '(2000 * bounces + visitors.length) / (2 * visitors.length)',
    ),
  },
  {
    name: 'nothing-for-no-data',
    why: 'Empty input prints nothing.',
    program: edited(visitsReference, "console.log('no data');", ''),
  },
];
