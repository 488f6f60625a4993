/** Second solutions of the family `log-analysis`, and which cases stand for which sentence. */

import type { MoreAnswers } from './family.ts';

const routes = String.raw`
const onlyOf = (signs, text) => text !== '' && [...text].every((sign) => signs.includes(sign));
const DIGITS = '0123456789';
const CAPITALS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** The request of a line, or null where the line has another form. */
function requestOf(line) {
  const fields = line.trim().split(' ');
  const [time, method, path, status, duration] = fields;
  if (fields.length !== 5 || fields.some((field) => field === '' || /\s/.test(field))) return null;
  if (!onlyOf(CAPITALS, method) || path[0] !== '/' || status.length !== 3) return null;
  if (!onlyOf(DIGITS, status) || !onlyOf(DIGITS, duration)) return null;
  const end = path.indexOf('?');
  const segments = (end < 0 ? path : path.slice(0, end)).split('/');
  const route = segments.map((segment) => (onlyOf(DIGITS, segment) ? ':id' : segment)).join('/');
  return { time, route: method + ' ' + route, failed: status >= '500', ms: parseInt(duration, 10) };
}

function summarizeRoutes(lines) {
  const requests = lines.map(requestOf).filter((request) => request !== null);
  // Sorted by route and duration, the requests of a route lie side by side.
  requests.sort((a, b) => (a.route === b.route ? a.ms - b.ms : a.route < b.route ? -1 : 1));
  const result = [];
  for (let start = 0; start < requests.length; ) {
    const { route } = requests[start];
    let end = start;
    let errors = 0;
    for (; end < requests.length && requests[end].route === route; end += 1) if (requests[end].failed) errors += 1;
    const count = end - start;
    const rank = count - Math.floor(count / 20);
    result.push({ route, count, errors, p95Ms: requests[start + rank - 1].ms, maxMs: requests[end - 1].ms });
    start = end;
  }
  return result.sort((a, b) => b.count - a.count);
}
module.exports = { summarizeRoutes };
`;

const visits = String.raw`
const lines = require('fs').readFileSync(0, 'utf8').split('\n');
const hits = lines
  .map((line) => line.split(/\s+/).filter((field) => field !== ''))
  .filter((fields) => fields.length === 3)
  .map(([time, visitor]) => ({ time: Number(time), visitor }))
  .sort((a, b) => a.time - b.time);

// Hits come in order of time now: each goes on with its visitor's last visit, or begins a new one.
const visitsOf = {};
for (const { time, visitor } of hits) {
  const own = (visitsOf['=' + visitor] ??= []);
  const last = own.at(-1);
  if (last && time - last.end <= 1800) {
    last.end = time;
    last.pages += 1;
  } else own.push({ start: time, end: time, pages: 1 });
}

const all = Object.values(visitsOf).flat();
for (const mark of Object.keys(visitsOf).sort()) {
  const own = visitsOf[mark];
  const pages = own.reduce((sum, visit) => sum + visit.pages, 0);
  const longest = Math.max(...own.map((visit) => visit.end - visit.start));
  console.log([mark.slice(1), 'visits=' + own.length, 'pages=' + pages, 'longest=' + longest].join(' '));
}
if (all.length === 0) console.log('no data');
else {
  const bounces = all.filter((visit) => visit.pages === 1).length;
  const doubled = 2000 * bounces + all.length;
  const tenths = String((doubled - (doubled % (2 * all.length))) / (2 * all.length)).padStart(2, '0');
  console.log('bounce ' + tenths.slice(0, -1) + '.' + tenths.slice(-1) + '%');
}
`;

export const logAnalysisAnswers: Readonly<Record<string, MoreAnswers>> = {
  'log-analysis-1': {
    how: 'Takes lines apart without a pattern, sorts all requests once and walks over runs of equal routes.',
    program: routes,
    requirements: {
      'The method is capital letters': ['bad fields', 'random lines'],
      'White space before and after a line': ['a broken line', 'random lines'],
      'A line that is not exactly of this form': ['a broken line', 'only broken lines', 'bad fields'],
      'cut the query': ['two routes', 'segments', 'large log'],
      'a trailing slash stays': ['segments'],
      'number of requests; errors': ['client errors', 'two routes', 'random lines'],
      '95th percentile of the duration': ['twenty requests', 'twenty-one requests', 'mixed lengths', 'large log'],
      'the longest': ['mixed lengths', 'twenty requests', 'large log'],
      'Sort by count, highest first': ['order of ties', 'large log'],
      'No valid line': ['no lines', 'only broken lines'],
    },
  },
  'log-analysis-2': {
    how: 'Sorts all hits together and grows visits as they come, instead of cutting a sorted list for each visitor.',
    program: visits,
    requirements: {
      'One hit per line, three fields': ['two visitors', 'tabs and no line end'],
      'Several servers write into the log': ['not in order', 'random hits', 'large log'],
      'Lines that do not have exactly three': ['blank and broken lines'],
      'A new visit starts when more than': ['two visitors', 'pause of exactly 1800', 'large log'],
      'A pause of exactly 1800 seconds': ['pause of exactly 1800'],
      'The length of a visit is': ['two visitors', 'all bounce', 'random hits'],
      'Two hits in the same second': ['same second'],
      'visitors in plain string order': ['plain string order', 'two visitors'],
      'where pages is the number of hits': ['two visitors', 'same second', 'large log'],
      'Then one last line with the share': ['half is rounded up', 'all bounce', 'one visit each', 'random hits'],
      'If there is no hit at all': ['empty input', 'blank and broken lines'],
    },
  },
};
