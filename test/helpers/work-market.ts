/** A market for people to work in: served with a real sandbox, open to freelancers, with a project whose answers are known. */

import { HIGH_STREET } from '../http/world.ts';
import { type ServedWeb, serveWeb } from './web.ts';

export const STUDIO = 'studio';

/** Half of a whole number, rounded down: towards nothing is the mistake that the hidden case finds. */
export const RIGHT = 'def half(number):\n    return number // 2\n';
export const WRONG = 'def half(number):\n    return int(number / 2)\n';

const acceptance = { kind: 'function', language: 'python', file: 'solution.py', entry: 'half' };
export const halves = (title: string) => ({
  slug: 'halves',
  family: 'halves',
  title,
  description:
    'Write half(number) in solution.py. It returns half of a whole number, rounded down: half(5) is 2 and half(-5) is -3. <b>No floats</b>, please.',
  skills: ['python'],
  budgetMinCents: 1_000,
  budgetMaxCents: 5_000,
  postedPriceCents: 3_000,
  estimatedMinutes: 5,
  acceptance: { ...acceptance, cases: [{ name: 'five', args: [5], expected: 2 }] },
  answerKey: {
    hidden: {
      ...acceptance,
      cases: [
        { name: 'below nothing', args: [-5], expected: -3 },
        { name: 'large', args: [1_000_001], expected: 500_000 },
      ],
    },
    reference: { 'solution.py': RIGHT },
    wrong: [
      { name: 'towards nothing', why: 'rounds down', files: { 'solution.py': WRONG } },
      { name: 'small ones only', why: 'any number', files: { 'solution.py': 'def half(number):\n    return 2\n' } },
    ],
  },
});

export interface WorkMarket extends ServedWeb {
  /** One request of the market's owner; demands success. */
  ask<T>(method: 'GET' | 'POST' | 'PUT', path: string, body?: object): Promise<T>;
  /** A further project of this title; gives its number. */
  post(title: string, more?: object): Promise<number>;
}

/** Logs the researcher in, as a browser would; gives the cookie. */
async function logIn(url: string): Promise<string> {
  const answer = await fetch(`${url}/api/arena/1.0/log-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-arena-csrf': '1' },
    body: JSON.stringify({ name: 'olga', password: HIGH_STREET.name }),
  });
  if (!answer.ok) throw new Error(`log-in: ${answer.status} ${await answer.text()}`);
  return answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
}

const POLICY = {
  mechanism: { kind: 'fp_sealed' },
  otherMechanisms: [{ kind: 'posted', draw: 'first_come' }],
  visibility: 'open',
  questions: 'anyone',
  fees: 'freelancer_com',
  clock: { kind: 'virtual', speed: 1 },
};

export async function openWorkMarket(): Promise<WorkMarket> {
  const web = await serveWeb({ workers: 1 });
  const cookie = await logIn(web.url);
  const call = async <T>(base: string, method: string, path: string, body?: object): Promise<T> => {
    const headers = { cookie, 'x-arena-csrf': '1', 'content-type': 'application/json' };
    const given = body === undefined ? {} : { body: JSON.stringify(body) };
    const answer = await fetch(`${web.url}${base}/api/arena/1.0${path}`, { method, headers, ...given });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return (JSON.parse(text) as { result: T }).result;
  };
  const ask: WorkMarket['ask'] = (method, path, body) => call(`/m/${STUDIO}`, method, path, body);
  await call('', 'POST', '/markets', { market: STUDIO, policy: POLICY });
  await ask('PUT', '/admission', { kind: 'open', roles: ['freelancer'] });
  const employer = { name: 'Acme', roles: ['employer'], depositCents: 500_000 };
  const { participantId: employerId } = await ask<{ participantId: number }>('POST', '/participants', employer);
  const post: WorkMarket['post'] = async (title, more = {}) => {
    const wanted = { employerId, biddingMs: 3_600_000, package: halves(title), ...more };
    return (await ask<{ projectId: number }>('POST', '/project-packages', wanted)).projectId;
  };
  return { ...web, ask, post };
}
