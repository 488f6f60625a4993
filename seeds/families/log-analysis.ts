/** Task family: figures out of server logs (response times by route, visits and bounce rate). */

import { type Chance, chance } from '../../server/kernel/prng.ts';
import type { Json } from '../../server/protocol/arena/acceptance.ts';
import type { ProjectPackage } from '../../server/protocol/arena/project-package.ts';
import type { Family, Posting } from './family.ts';
import { javascriptFunction, javascriptStdio } from './javascript-project.ts';
import { logAnalysisAnswers } from './log-analysis.answers.ts';
import { routesReference, routesWrong, visitsReference, visitsWrong } from './log-analysis.programs.ts';

const FAMILY = 'log-analysis';

const routesPosting: Posting = {
  slug: `${FAMILY}-1`,
  family: FAMILY,
  title: 'Summarise API access log: count, errors and 95th percentile per route',
  description: `
I run a small REST API and want to know which routes are slow. Write summarizeRoutes(lines) in solution.js. lines is a list of strings, one per log line:

2025-05-01T10:00:03Z GET /api/users/42?full=1 200 123

That is: time stamp, method, path, status, duration in milliseconds, separated by one space each. The method is capital letters, the path starts with / and has no spaces, the status has exactly three digits, the duration is a whole number. White space before and after a line does not matter. A line that is not exactly of this form (fields missing or too many, text instead of a number, ...) is skipped silently. The time stamp is any text without spaces, you need not check it.

Routes: cut the query (everything from the first "?") and replace every path segment that consists of digits only by ":id". /api/users/42/posts/7?x=1 becomes /api/users/:id/posts/:id; /v2/users stays; a trailing slash stays. The route is method + space + path, e.g. "GET /api/users/:id".

Return a list of objects {route, count, errors, p95Ms, maxMs}:
- count: number of requests; errors: how many had status 500 or more (404 and friends are not my fault)
- p95Ms: 95th percentile of the duration by nearest rank: sort the n durations ascending and take number ceil(0.95 * n), counting from 1. No interpolation.
- maxMs: the longest.

Sort by count, highest first; same count by route ascending (plain string comparison). No valid line: empty list.`,
  skills: ['JavaScript', 'Node.js', 'Log Analysis', 'Data Processing'],
  bracket: 'simple',
  postedPriceCents: 6_000,
  estimatedMinutes: 45,
};

/** Counts and ranks without sorting: the percentile is found by counting how many values lie at or below it. */
function summarizeRoutes(lines: string[]): Json {
  const found: { route: string; status: number; duration: number }[] = [];
  for (const line of lines) {
    const fields = line.trim().split(' ');
    const [, method = '', path = '', status = '', duration = ''] = fields;
    const digits = (text: string) => text !== '' && [...text].every((letter) => '0123456789'.includes(letter));
    const capitals = method !== '' && [...method].every((letter) => letter >= 'A' && letter <= 'Z');
    if (fields.length !== 5 || !capitals || !path.startsWith('/') || status.length !== 3) continue;
    if (!digits(status) || !digits(duration) || fields[0] === '') continue;
    const end = path.includes('?') ? path.indexOf('?') : path.length;
    const parts = path
      .slice(0, end)
      .split('/')
      .map((part) => (digits(part) ? ':id' : part));
    found.push({ route: `${method} ${parts.join('/')}`, status: Number(status), duration: Number(duration) });
  }
  const names = [...new Set(found.map((hit) => hit.route))].toSorted();
  const rows = names.map((route) => {
    const own = found.filter((hit) => hit.route === route);
    const atMost = (limit: number) => own.filter((hit) => hit.duration <= limit).length;
    const p95Ms = Math.min(...own.map((hit) => hit.duration).filter((value) => atMost(value) * 20 >= own.length * 19));
    const errors = own.filter((hit) => hit.status >= 500).length;
    return { route, count: own.length, errors, p95Ms, maxMs: Math.max(...own.map((hit) => hit.duration)) };
  });
  return rows.toSorted((a, b) => b.count - a.count);
}

const hit = (path: string, status: number, duration: number | string, method = 'GET') =>
  `2025-05-01T10:00:03Z ${method} ${path} ${status} ${duration}`;

function randomHits(random: Chance, count: number): string[] {
  return Array.from({ length: count }, () => {
    const path = random.pick(['/users/%', '/users/%/posts/%', '/v2/items?page=%', '/health', '/files/a%b/']);
    const filled = path.replaceAll('%', String(random.below(50)));
    const line = hit(
      filled,
      random.pick([200, 201, 404, 500, 503]),
      random.below(1500),
      random.pick(['GET', 'GET', 'POST']),
    );
    return random.below(15) === 0 ? line.slice(0, -4 - random.below(12)) : line;
  });
}

function routesProject(seed: string): ProjectPackage {
  const random = chance(seed, FAMILY, 'routes');
  const one = (name: string, ...lines: string[]) => ({ name, args: [lines] as [string[]] });
  return javascriptFunction<[string[]]>(routesPosting, {
    entry: 'summarizeRoutes',
    answer: summarizeRoutes,
    visible: [
      one('two routes', hit('/users/42', 200, 120), hit('/users/7?full=1', 500, 310), hit('/health', 200, 110)),
      one('a broken line', hit('/users', 200, 15, 'POST'), 'something else', hit('/users', 201, 25, 'POST')),
    ],
    hidden: [
      one('no lines'),
      one('only broken lines', '', 'x y z', hit('/a', 200, 'fast'), `${hit('/a', 200, 12)} extra`, hit('a/b', 200, 5)),
      one('mixed lengths', ...[5, 100, 20, 1000, 9].map((duration) => hit('/a', 200, duration))),
      one('twenty requests', ...Array.from({ length: 20 }, (_, index) => hit('/a', 200, (index * 7) % 20))),
      one('twenty-one requests', ...Array.from({ length: 21 }, (_, index) => hit('/a', 200, 10 * ((index * 5) % 21)))),
      one('client errors', hit('/a', 404, 10), hit('/a', 499, 10), hit('/a', 500, 10), hit('/a', 599, 10)),
      one(
        'segments',
        hit('/v2/12/3a/4/', 200, 1),
        hit('/v2/7/3a/9/?q=/1/', 200, 2),
        hit('/', 200, 3),
        hit('/12', 200, 4),
      ),
      one('order of ties', hit('/b', 200, 1), hit('/a', 200, 1), hit('/a', 200, 1, 'DELETE'), hit('/B', 200, 1)),
      one(
        'bad fields',
        hit('/a', 20, 5),
        hit('/a', 2000, 5),
        hit('/a', 200, '-5'),
        hit('/a', 200, 5, 'get'),
        `  ${hit('/a', 200, 5)}\r`,
      ),
      one('random lines', ...randomHits(random, 60)),
      one('large log', ...randomHits(random, 700)),
    ],
    reference: routesReference,
    wrong: routesWrong,
  });
}

const visitsPosting: Posting = {
  slug: `${FAMILY}-2`,
  family: FAMILY,
  title: 'Command line script: visits and bounce rate from a hit log',
  description: `
Need a small script, solution.js, that reads our hit log from standard input and prints visits per visitor. Engine is a bare JavaScript runtime: read with require('fs').readFileSync(0, 'utf8'), write with console.log, nothing else is installed.

INPUT. One hit per line, three fields separated by white space: unix time in whole seconds, visitor name, page. Example:
1700000000 anna /home
Several servers write into the log, so lines are NOT in order of time. Lines that do not have exactly three fields (blank ones for example) are ignored.

VISITS. Sort a visitor's hits by time. A new visit starts when more than 1800 seconds passed since the visitor's previous hit. A pause of exactly 1800 seconds is still the same visit. The length of a visit is the time of its last hit minus the time of its first hit; a visit with one single hit has length 0 and is called a bounce. Two hits in the same second are two hits.

OUTPUT. For every visitor one line, visitors in plain string order:
anna visits=2 pages=5 longest=640
where pages is the number of hits and longest the length in seconds of the longest visit. Then one last line with the share of bounces in all visits of all visitors, in percent with exactly one decimal, halves rounded up (1 of 3 visits is 33.3%, 1 of 16 is 6.3%):
bounce 33.3%
If there is no hit at all print only: no data`,
  skills: ['JavaScript', 'Node.js', 'Web Analytics'],
  bracket: 'simple',
  postedPriceCents: 5_000,
  estimatedMinutes: 40,
};

type Hit = readonly [time: number, visitor: string];

/** Decides for every hit on its own whether a visit starts or ends there, by looking for neighbours in time. */
function visits(stdin: string): string {
  const rows = stdin.split('\n').map((line) => line.split(/\s/).filter((field) => field !== ''));
  const hits = rows
    .filter((fields) => fields.length === 3)
    .map(([time = '', visitor = '']): Hit => [Number(time), visitor]);
  if (hits.length === 0) return 'no data\n';
  let [total, bounces] = [0, 0];
  const lines = [...new Set(hits.map(([, visitor]) => visitor))].toSorted().map((visitor) => {
    const times = hits
      .filter(([, name]) => name === visitor)
      .map(([time]) => time)
      .toSorted((a, b) => a - b);
    const starts = times.filter((time, index) => index === 0 || time > (times[index - 1] ?? 0) + 1800);
    const ends = times.filter((time, index) => index === times.length - 1 || (times[index + 1] ?? 0) > time + 1800);
    const lengths = starts.map((start, index) => (ends[index] ?? 0) - start);
    const inside = (index: number) =>
      times.filter((time) => time >= (starts[index] ?? 0) && time <= (ends[index] ?? 0));
    total += starts.length;
    bounces += starts.filter((_, index) => inside(index).length === 1).length;
    return `${visitor} visits=${starts.length} pages=${times.length} longest=${Math.max(...lengths)}`;
  });
  const tenths = Math.floor((bounces * 1000) / total + 0.5);
  return `${lines.join('\n')}\nbounce ${Math.floor(tenths / 10)}.${tenths % 10}%\n`;
}

function logText(hits: readonly Hit[]): string {
  return hits.map(([time, visitor]) => `${1_700_000_000 + time} ${visitor} /page${time % 7}\n`).join('');
}

function randomLog(random: Chance, count: number): string {
  const gap = () => random.pick([0, 1, 60, 600, 1799, 1800, 1801, 5000]);
  const hits: Hit[] = [];
  for (let time = 0; hits.length < count; time += gap())
    hits.push([time, random.pick(['ann', 'bob', 'Zoe', 'ann2', 'v10', 'v9'])]);
  return logText(random.shuffle(hits));
}

function visitsProject(seed: string): ProjectPackage {
  const random = chance(seed, FAMILY, 'visits');
  const one = (name: string, ...hits: Hit[]) => ({ name, stdin: logText(hits) });
  return javascriptStdio(visitsPosting, {
    answer: visits,
    visible: [
      one('two visitors', [0, 'anna'], [30, 'bob'], [600, 'anna'], [5000, 'anna']),
      one('one visit each', [10, 'carl'], [20, 'bea'], [400, 'carl'], [900, 'bea']),
    ],
    hidden: [
      { name: 'empty input', stdin: '' },
      { name: 'blank and broken lines', stdin: '\n\n  \nhello\n1 2\n1 2 3 4\n' },
      one('pause of exactly 1800', [0, 'a'], [1800, 'a'], [3600, 'a'], [5401, 'a']),
      one('not in order', [9000, 'a'], [0, 'a'], [4000, 'b'], [100, 'a'], [9050, 'a'], [3000, 'b']),
      one('same second', [50, 'a'], [50, 'a'], [5000, 'a']),
      one('half is rounded up', ...Array.from({ length: 31 }, (_, index): Hit => [Math.floor(index / 2) * 4000, 'a'])),
      one('all bounce', [0, 'a'], [0, 'b'], [9000, 'a']),
      one('plain string order', [0, 'v9'], [1, 'v10'], [2, 'Zoe'], [3, 'ann'], [5, 'zoe']),
      { name: 'tabs and no line end', stdin: '1700000000\tann   /x\n\n 1700000900 ann /y' },
      { name: 'random hits', stdin: randomLog(random, 40) },
      { name: 'large log', stdin: randomLog(random, 1200) },
    ],
    reference: visitsReference,
    wrong: visitsWrong,
  });
}

/** Log analysis: response times by route; visits and bounces. */
export const logAnalysis: Family = {
  name: FAMILY,
  category: 'logs',
  answers: logAnalysisAnswers,
  build: (seed) => [routesProject(seed), visitsProject(seed)],
};
