/** Task family: access logs of web servers (most wanted paths, traffic by hour, clients with errors). */

import type { Chance } from '../../../server/kernel/prng.ts';
import { between, drawn, pad, someFirm } from '../drawn-words.ts';
import { lines, PYTHON, stdioProject } from '../family.ts';
import type { settingsOf } from '../study-family.ts';
import { voicedFamily } from '../three-voices.ts';
import { webAccessLogsPieces } from './web-access-logs.posting.ts';
import { accessLogPrograms, accessLogWrong } from './web-access-logs.programs.ts';

const DIALS = {
  task: ['paths', 'hours', 'clients'],
  bots: ['in', 'out'],
  damaged: ['skip', 'count'],
} as const;

export type Settings = ReturnType<typeof settingsOf<typeof DIALS>>;
interface Request {
  readonly client: string;
  readonly hour: number;
  readonly target: string;
  readonly status: number;
  readonly size: number | '-';
  readonly agent: string;
}

/** Field by field from the left, with a cursor. */
function parse(line: string): Request | null {
  let rest = line;
  const upTo = (end: string): string | null => {
    const at = rest.indexOf(end);
    if (at < 0) return null;
    const field = rest.slice(0, at);
    rest = rest.slice(at + end.length);
    return field;
  };
  const fields = [' ', ' ', ' [', '] "', '" ', ' ', ' "', '" "', '"'].map(upTo);
  const [client, , , stamp, request, status, size, , agent] = fields;
  if (fields.includes(null) || rest !== '' || !client || !request || !stamp || !status || !size) return null;
  const [, target] = request.split(' ');
  return {
    client,
    hour: Number(stamp.split(':')[1]),
    target: target ?? '',
    status: Number(status),
    size: size === '-' ? size : Number(size),
    agent: agent ?? '',
  };
}

function answer({ task, bots, damaged }: Settings, stdin: string): string {
  const all = stdin
    .split('\n')
    .filter((line) => line !== '')
    .map(parse);
  const requests = all
    .filter((one) => one !== null)
    .filter(
      ({ agent }) => bots === 'in' || !['bot', 'crawl', 'spider'].some((word) => agent.toLowerCase().includes(word)),
    );
  const tail = damaged === 'count' ? [`unreadable ${all.filter((one) => one === null).length}`] : [];
  const byCount = (a: readonly [string, number], b: readonly [string, number]) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1);
  if (task === 'paths') {
    const hits = Map.groupBy(requests, ({ target }) => target.replace(/\?.*/, ''));
    const top = [...hits]
      .map(([path, same]) => [path, same.length] as const)
      .toSorted(byCount)
      .slice(0, 10);
    return lines(...top.map(([path, count]) => `${count} ${path}`), ...tail);
  }
  if (task === 'hours') {
    const rows = drawn(24, (hour) => ({ hour, all: requests.filter((one) => one.hour === hour) })).filter(
      (row) => row.all.length > 0,
    );
    return lines(
      ...rows.map(
        (row) =>
          `${pad(row.hour)} ${row.all.length} ${row.all.reduce((sum, { size }) => sum + (size === '-' ? 0 : size), 0)}`,
      ),
      ...tail,
    );
  }
  const clients = Map.groupBy(requests, ({ client }) => client);
  const rows = [...clients]
    .map(([client, same]) => [client, same.filter(({ status }) => status >= 400).length, same.length] as const)
    .filter(([, errors]) => errors > 0);
  return lines(
    ...rows
      .toSorted((a, b) => byCount([a[0], a[1]], [b[0], b[1]]))
      .map(([client, errors, count]) => `${client} ${count} ${errors} ${Math.floor((100 * errors) / count)}%`),
    ...tail,
  );
}

const AGENTS = [
  'Mozilla/5.0 (X11; Linux)',
  'Mozilla/5.0 (Windows NT 10.0)',
  'curl/8.5.0',
  'Googlebot/2.1',
  'AhrefsBot/7.0',
  'my-Crawler 1.0',
  'Baiduspider',
] as const;
const PATHS = [
  '/',
  '/shop',
  '/shop/cart',
  '/about',
  '/login',
  '/img/logo.png',
  '/news',
  '/news/12',
  '/api/items',
  '/contact',
  '/search',
  '/terms',
  '/feed.xml',
] as const;

function casesOf(random: Chance) {
  const line = (change: Partial<Request>) => {
    const { client, hour, target, status, size, agent } = {
      client: '10.0.0.1',
      hour: 9,
      target: '/',
      status: 200,
      size: 100 as number | '-',
      agent: AGENTS[0] as string,
      ...change,
    };
    return `${client} - - [${pad(between(random, 1, 28))}/Mar/2025:${pad(hour)}:${pad(random.below(60))}:${pad(random.below(60))} +0000] "GET ${target} HTTP/1.1" ${status} ${size} "-" "${agent}"`;
  };
  const some = (count: number) =>
    drawn(count, () =>
      random.below(20) === 0
        ? random.pick(['-- log rotated --', line({}).slice(0, 60), 'GET / 200'])
        : line({
            client: `192.168.${random.below(3)}.${random.below(6)}`,
            hour: random.pick([0, 8, 9, 9, 12, 17, 23]),
            target: random.pick(PATHS) + random.pick(['', '', '?page=2', '?q=a+b&x=1']),
            status: random.pick([200, 200, 200, 304, 301, 404, 403, 500, 503]),
            size: random.pick([random.below(50_000), random.below(900), '-']),
            agent: random.pick(AGENTS),
          }),
    );
  const log = (...all: readonly string[]) => lines(...all);
  return {
    visible: {
      'three requests': log(
        line({ target: '/shop' }),
        line({ target: '/', client: '10.0.0.2', hour: 13, status: 404 }),
        line({ target: '/shop', size: 250 }),
      ),
      'two clients': log(
        line({ status: 500, hour: 23 }),
        line({ client: '10.0.0.9', status: 404 }),
        line({ client: '10.0.0.9', hour: 0, target: '/news' }),
      ),
    },
    hidden: {
      'empty log': '',
      robots: log(
        line({ agent: AGENTS[3], status: 404 }),
        line({ agent: AGENTS[5], hour: 3, status: 500 }),
        line({ agent: AGENTS[6], target: '/robots.txt', status: 404 }),
        line({ target: '/robots.txt', status: 404 }),
        line({ agent: 'BOT', hour: 4, status: 403 }),
      ),
      'questions in the path': log(
        line({ target: '/search?q=a' }),
        line({ target: '/search?q=b?c', status: 400 }),
        line({ target: '/search' }),
        line({ target: '/Search' }),
      ),
      'sizes of nothing': log(line({ size: '-' }), line({ size: 0, status: 304 }), line({ size: 12, status: 404 })),
      'damaged lines': log(
        '-- log rotated --',
        line({ status: 404 }),
        line({}).slice(0, -1),
        line({ status: 503, hour: 7 }).replace('] "', '] '),
        line({ hour: 7 }),
      ),
      'equal counts': log(
        ...PATHS.map((target, at) => line({ target, client: `10.0.0.${20 - at}`, status: at % 2 === 0 ? 404 : 200 })),
        line({ target: '/terms', client: '10.0.0.9', status: 500 }),
      ),
      'around midnight': log(
        line({ hour: 0, size: 7 }),
        line({ hour: 23, size: 8, status: 502 }),
        line({ hour: 0, size: 9, status: 399 }),
        line({ hour: 12, status: 400 }),
      ),
      'drawn 1': log(...some(30)),
      'drawn 2': log(...some(60)),
      'a large log': log(...some(330)),
    },
  };
}

const STORIES = [
  'sells tea on the web',
  'hosts the site of a museum',
  'runs a small news page',
  'has moved its shop to a new server',
  'pays its provider by traffic',
] as const;

export const webAccessLogs = voicedFamily({
  name: 'web-access-logs',
  category: 'logs',
  dials: DIALS,
  variant: (settings, circumstances) => {
    const { tell, turn, random } = circumstances;
    const story = `${someFirm(random)} ${turn(STORIES)}`;
    return {
      title: {
        paths: tell(
          'Python: top ten paths of an access log',
          'What do our visitors look at?',
          'Evaluation of an access log: requested paths',
        ),
        hours: tell(
          'Python: requests and bytes per hour from an access log',
          'When is our web server busy?',
          'Evaluation of an access log: traffic by hour',
        ),
        clients: tell(
          'Python: clients with errors from an access log',
          'Who gets errors from our web server?',
          'Evaluation of an access log: clients with errors',
        ),
      }[settings.task],
      opening: tell(
        `${story}. Script for its access log wanted.`,
        `${story}, and nobody ever reads the log of the web server. A short Python script should.`,
        `${story}. A Python script shall evaluate the log of its web server.`,
      ),
      pieces: webAccessLogsPieces(circumstances, settings),
      skills: ['Python', 'Log Analysis'],
      minutes: { paths: 20, hours: 20, clients: 25 }[settings.task] + (settings.damaged === 'count' ? 5 : 0),
      programs: accessLogPrograms(settings),
      build: (posting, reference) =>
        stdioProject(PYTHON, posting, {
          ...casesOf(random),
          answer: (stdin) => answer(settings, stdin),
          reference,
          wrong: accessLogWrong(settings),
        }),
    };
  },
});
