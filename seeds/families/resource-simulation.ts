/** Task family: step-by-step simulations (cache with eviction and lifetime, rate limiter, cell colony). */

import { type Chance, chance } from '../../server/kernel/prng.ts';
import type { Json } from '../../server/protocol/arena/acceptance.ts';
import type { ProjectPackage } from '../../server/protocol/arena/project-package.ts';
import type { Family, Posting } from './family.ts';
import { javascriptFunction } from './javascript-project.ts';
import { resourceSimulationAnswers } from './resource-simulation.answers.ts';
import { cacheReference, cacheWrong, limiterReference, limiterWrong } from './resource-simulation.programs.ts';
import { colonyProject } from './resource-simulation-colony.ts';

const FAMILY = 'resource-simulation';

const cachePosting: Posting = {
  slug: `${FAMILY}-1`,
  family: FAMILY,
  title: 'Simulate an LRU cache with expiry from a list of steps',
  description: `
For a capacity study we replay recorded traffic against a cache model. Please write the model: simulateCache(capacity, lifetime, steps) in solution.js, dependency-free JavaScript.

capacity: number of entries the cache can hold, at least 1. lifetime: how long an entry lives after being WRITTEN, in seconds, at least 1. steps come in order of time (several may have the same time):
{"op":"put","key":"a","value":1,"at":100}
{"op":"get","key":"a","at":105}
{"op":"delete","key":"a","at":106}

Rules
- An entry is expired when at - (time of its last put) is lifetime or more. Reading does not extend its life.
- get of a living entry: a hit; it becomes the most recently used entry. get of a missing or expired key: a miss, value null; an expired entry is removed by it.
- put first removes all expired entries. If the key is then still in the cache its value and time are replaced. Otherwise, if the cache is full, the least recently used entry is evicted and the new one is added. In both cases the key becomes the most recently used one.
- Used means: put, or a get that was a hit.
- delete removes the key if it is there; otherwise nothing happens.
- Removing expired or deleted entries is not an eviction.

Return {"values":[…],"hits":n,"misses":n,"evicted":[…],"keys":[…]}: the value of each get in order (null for a miss), the counts, the evicted keys in order, and the keys still stored at the end, the most recently used first. Entries that expired but were never removed by a get or put are still stored and listed. Values are never null.`,
  skills: ['JavaScript', 'Algorithm', 'Software Architecture'],
  bracket: 'simple',
  postedPriceCents: 6_500,
  estimatedMinutes: 40,
};

type Step = { op: 'put' | 'get' | 'delete'; key: string; at: number; value?: number };
type Entry = { key: string; value: number; writtenAt: number; usedAt: number };

/** Keeps entries in a plain list with a counter of uses and searches it for every decision. */
function simulateCache(capacity: number, lifetime: number, steps: Step[]): Json {
  let stored: Entry[] = [];
  const values: (number | null)[] = [];
  const evicted: string[] = [];
  steps.forEach(({ op, key, at, value = 0 }, turn) => {
    const isFresh = (entry: Entry) => entry.writtenAt + lifetime > at;
    const own = stored.find((entry) => entry.key === key);
    if (op === 'get' && own !== undefined && isFresh(own)) {
      own.usedAt = turn;
      values.push(own.value);
      return;
    }
    if (op === 'get') values.push(null);
    stored = stored.filter((entry) => entry.key !== key);
    if (op !== 'put') return;
    stored = stored.filter(isFresh);
    if (stored.length === capacity) {
      const least = stored.reduce((a, b) => (a.usedAt < b.usedAt ? a : b));
      evicted.push(least.key);
      stored = stored.filter((entry) => entry !== least);
    }
    stored.push({ key, value, writtenAt: at, usedAt: turn });
  });
  const hits = values.filter((value) => value !== null).length;
  const keys = stored.toSorted((a, b) => b.usedAt - a.usedAt).map((entry) => entry.key);
  return { values, hits, misses: values.length - hits, evicted, keys };
}

/** Steps from short text: `a=1@5` writes, `a?@6` reads, `a!@7` deletes. */
function stepsOf(text: string): Step[] {
  return (text.match(/\S+/g) ?? []).map((word): Step => {
    const [, key = '', mark, value, at] = /^(\w+)([=?!])(\d*)@(\d+)$/.exec(word) ?? [];
    if (mark === '=') return { op: 'put', key, value: Number(value), at: Number(at) };
    return { op: mark === '?' ? 'get' : 'delete', key, at: Number(at) };
  });
}

function randomTraffic(random: Chance, count: number): Step[] {
  let at = 0;
  return Array.from({ length: count }, (_, index): Step => {
    at += random.below(4);
    const key = random.pick(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']);
    const op = random.pick(['put', 'put', 'get', 'get', 'get', 'delete'] as const);
    return op === 'put' ? { op, key, value: index, at } : { op, key, at };
  });
}

function cacheProject(seed: string): ProjectPackage {
  const random = chance(seed, FAMILY, 'cache');
  type Model = [capacity: number, lifetime: number, steps: Step[]];
  const one = (name: string, capacity: number, lifetime: number, text: string) => ({
    name,
    args: [capacity, lifetime, stepsOf(text)] as Model,
  });
  return javascriptFunction<Model>(cachePosting, {
    entry: 'simulateCache',
    answer: simulateCache,
    visible: [
      one('hits and misses', 3, 60, 'a=1@0 a?@5 b?@6 b=2@7 b?@8'),
      one('one eviction', 2, 60, 'a=1@0 b=2@1 c=3@2 a?@3 c?@4'),
    ],
    hidden: [
      one('no steps', 2, 10, ''),
      one('reading keeps alive in the order', 2, 100, 'a=1@0 b=2@1 a?@2 c=3@3 a?@4 b?@5'),
      one('reading does not extend life', 2, 10, 'a=1@0 a?@9 a?@10 a?@11'),
      one('writing extends life', 2, 10, 'a=1@0 a=2@9 a?@18 a?@19'),
      one('overwriting a full cache', 2, 100, 'a=1@0 b=2@1 a=3@2 c=4@3 a?@4 b?@4'),
      one('expired entries leave room', 2, 10, 'a=1@0 b=2@8 c=3@10 b?@11 c?@11 d=4@12'),
      one('a miss is no use', 2, 10, 'a=1@0 b=2@1 z?@2 a?@3 b?@12 c=1@12 d=2@12 e=3@12'),
      one('deleting', 2, 50, 'a=1@0 a!@1 x!@1 a?@2 b=2@3 c=3@4 b!@5 d=4@6 c?@7'),
      one('expired but stored', 3, 5, 'a=1@0 b=2@1 a?@3 b!@90'),
      one('room for one', 1, 5, 'a=1@0 b=2@0 b=3@0 a?@0 b?@0 a=4@6 a?@6'),
      { name: 'random traffic', args: [3, 12, randomTraffic(random, 60)] },
      { name: 'large traffic', args: [5, 20, randomTraffic(random, 800)] },
    ],
    reference: cacheReference,
    wrong: cacheWrong,
  });
}

const limiterPosting: Posting = {
  slug: `${FAMILY}-2`,
  family: FAMILY,
  title: 'Rate limiter rules (sliding window + temporary ban) as a pure function',
  description: `
We want to test new rate limits against last month's traffic before we switch them on. Write limitRequests(rules, requests) in solution.js. It gets all requests and returns the list of decisions, one per request in the same order.

rules = {"limit":3,"windowSeconds":10,"strikes":2,"banSeconds":60}, all at least 1. requests = [{"client":"10.0.0.1","at":0}, …], at in whole seconds from 0, never decreasing. Clients do not influence each other.

For each request:
1. If the client is banned (at is less than the end of the ban): {"status":"banned","retryAt":end of the ban}. Such a request changes nothing, in particular it does not lengthen the ban.
2. Otherwise count the client's ACCEPTED requests of the last windowSeconds: those with at - their time < windowSeconds (one exactly windowSeconds ago no longer counts). If they are fewer than limit the request is accepted: {"status":"ok","remaining":how many more would be accepted in this very second}. Accepting sets the client's strikes back to 0.
3. Otherwise the client gets a strike. If that makes "strikes" strikes, the client is banned from now for banSeconds (end = at + banSeconds), strikes go back to 0, and the answer is {"status":"banned","retryAt":end}. If not: {"status":"limited","retryAt":the first second at which the oldest counted request no longer counts}.

Accepted requests from before a ban still count after it if they are young enough. No requests: empty list.`,
  skills: ['JavaScript', 'API', 'Node.js', 'Web Security'],
  bracket: 'simple',
  postedPriceCents: 5_500,
  estimatedMinutes: 35,
};

type Rules = { limit: number; windowSeconds: number; strikes: number; banSeconds: number };
type Request = { client: string; at: number };

/** Decides each client's requests on their own from the list of earlier decisions, then puts them back in order. */
function limitRequests(rules: Rules, requests: Request[]): Json {
  const decisions: { status: string; at: number; client: string; retryAt: number; isFirstBan: boolean }[] = [];
  const answers: Json[] = [];
  for (const { client, at } of requests) {
    const own = decisions.filter((decision) => decision.client === client);
    const ban = own.findLast((decision) => decision.isFirstBan);
    const counted = own.filter((decision) => decision.status === 'ok' && decision.at > at - rules.windowSeconds);
    const lastReset = own.findLastIndex((decision) => decision.status === 'ok' || decision.isFirstBan);
    const strikes = own.slice(lastReset + 1).filter((decision) => decision.status === 'limited').length + 1;
    const base = { at, client, isFirstBan: false, retryAt: 0 };
    if (ban !== undefined && at < ban.retryAt) decisions.push({ ...base, status: 'banned', retryAt: ban.retryAt });
    else if (counted.length < rules.limit) decisions.push({ ...base, status: 'ok' });
    else if (strikes >= rules.strikes)
      decisions.push({ ...base, status: 'banned', isFirstBan: true, retryAt: at + rules.banSeconds });
    else decisions.push({ ...base, status: 'limited', retryAt: (counted[0]?.at ?? 0) + rules.windowSeconds });
    const { status = '', retryAt = 0 } = decisions.at(-1) ?? {};
    answers.push(status === 'ok' ? { status, remaining: rules.limit - counted.length - 1 } : { status, retryAt });
  }
  return answers;
}

function limiterProject(seed: string): ProjectPackage {
  const random = chance(seed, FAMILY, 'limiter');
  const rules: Rules = { limit: 3, windowSeconds: 10, strikes: 3, banSeconds: 30 };
  const one = (name: string, change: Partial<Rules>, ...requests: [at: number, client?: string][]) => ({
    name,
    args: [{ ...rules, ...change }, requests.map(([at, client = 'a']) => ({ client, at }))] as [Rules, Request[]],
  });
  const drawn = (count: number, names: string[]): [number, string][] => {
    let at = 0;
    return Array.from({ length: count }, () => {
      at += random.pick([0, 0, 1, 1, 2, 3, 9]);
      return [at, random.pick(names)];
    });
  };
  const times = (...list: number[]) => list.map((at): [number] => [at]);
  return javascriptFunction<[Rules, Request[]]>(limiterPosting, {
    entry: 'limitRequests',
    answer: limitRequests,
    visible: [one('under the limit', {}, ...times(0, 1, 2, 20)), one('one too many', {}, ...times(0, 1, 2, 3, 30))],
    hidden: [
      one('no requests', {}),
      one('exactly one window ago', { limit: 2 }, ...times(0, 5, 10, 14, 15)),
      one('over a block of ten', {}, ...times(8, 9, 9, 10, 11, 17, 18, 19)),
      one('two clients', { limit: 1 }, [0, 'a'], [1, 'b'], [2, 'a'], [3, 'b'], [10, 'a'], [10, 'b']),
      one('banned at the third strike', { limit: 1 }, ...times(0, 1, 2, 3, 4, 32, 33, 34)),
      one('a ban is not lengthened', { limit: 1, strikes: 1, banSeconds: 5 }, ...times(0, 1, 2, 3, 4, 5, 6, 11, 12)),
      one('strikes are forgiven', { limit: 1 }, ...times(0, 1, 2, 10, 11, 12, 20, 21, 22, 23)),
      one(
        'old requests count after a ban',
        { limit: 2, strikes: 1, banSeconds: 3 },
        ...times(0, 5, 6, 9, 10, 11, 14, 15),
      ),
      one('same second', { limit: 2 }, ...times(7, 7, 7, 7, 7, 7)),
      one(
        'strikes start anew after a ban',
        { limit: 1, strikes: 2, banSeconds: 2, windowSeconds: 100 },
        ...times(0, 1, 2, 3, 4, 5, 6, 7, 8),
      ),
      one('random traffic', { strikes: 2 }, ...drawn(60, ['a', 'b'])),
      one('large traffic', { limit: 4, strikes: 4, banSeconds: 25 }, ...drawn(900, ['a', 'b', 'c', 'd'])),
    ],
    reference: limiterReference,
    wrong: limiterWrong,
  });
}

/** Simulations: a cache, a rate limiter, a colony of cells. */
export const resourceSimulation: Family = {
  name: FAMILY,
  category: 'javascript',
  answers: resourceSimulationAnswers,
  build: (seed) => [cacheProject(seed), limiterProject(seed), colonyProject(seed)],
};
