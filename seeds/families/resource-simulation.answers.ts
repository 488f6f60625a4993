/** Second solutions of the family `resource-simulation`, and which cases stand for which sentence. */

import type { MoreAnswers } from './family.ts';

const cache = `
function simulateCache(capacity, lifetime, steps) {
  // Every use gets the next number: the least of them is the one that was used longest ago.
  let uses = 0;
  let stored = [];
  const values = [];
  const evicted = [];
  const without = (key) => stored.filter((entry) => entry.key !== key);

  for (const { op, key, value, at } of steps) {
    const living = (entry) => at - entry.since < lifetime;
    uses += 1;
    if (op === 'delete') stored = without(key);
    if (op === 'get') {
      const entry = stored.find((one) => one.key === key);
      if (entry && living(entry)) {
        entry.used = uses;
        values.push(entry.value);
      } else {
        stored = without(key);
        values.push(null);
      }
    }
    if (op === 'put') {
      stored = stored.filter(living);
      stored = without(key);
      if (stored.length === capacity) {
        const last = stored.reduce((a, b) => (b.used < a.used ? b : a));
        stored = without(last.key);
        evicted.push(last.key);
      }
      stored.push({ key, value, since: at, used: uses });
    }
  }
  const misses = values.filter((value) => value === null).length;
  const keys = stored.sort((a, b) => b.used - a.used).map((entry) => entry.key);
  return { values, hits: values.length - misses, misses, evicted, keys };
}
module.exports = { simulateCache };
`;

const limiter = `
class Client {
  constructor(rules) {
    this.rules = rules;
    this.times = [];
    this.first = 0;
    this.strikes = 0;
    this.free = 0;
  }

  banned() {
    return { status: 'banned', retryAt: this.free };
  }

  ask(at) {
    const { limit, windowSeconds, strikes, banSeconds } = this.rules;
    if (at < this.free) return this.banned();
    // Times only grow, so those that no longer count are in front.
    while (this.first < this.times.length && this.times[this.first] + windowSeconds <= at) this.first += 1;
    const remaining = limit - (this.times.length - this.first) - 1;
    if (remaining >= 0) {
      this.times.push(at);
      this.strikes = 0;
      return { status: 'ok', remaining };
    }
    this.strikes += 1;
    if (this.strikes < strikes) return { status: 'limited', retryAt: this.times[this.first] + windowSeconds };
    this.strikes = 0;
    this.free = at + banSeconds;
    return this.banned();
  }
}

function limitRequests(rules, requests) {
  const clients = {};
  const decisions = [];
  for (const { client, at } of requests) {
    const name = 'client ' + client;
    clients[name] = clients[name] || new Client(rules);
    decisions.push(clients[name].ask(at));
  }
  return decisions;
}
module.exports = { limitRequests };
`;

const colony = `
function growColony(rows, generations, wrap) {
  const height = rows.length;
  const width = rows[0].length;
  const rocks = new Set();
  let living = new Set();
  rows.forEach((row, y) => {
    for (let x = 0; x < width; x += 1) {
      if (row[x] === '#') rocks.add(y * width + x);
      if (row[x] === 'o') living.add(y * width + x);
    }
  });

  const around = (place) => {
    const y = Math.floor(place / width);
    const x = place % width;
    const found = [];
    for (const [dy, dx] of [[-1, -1], [-1, 0], [-1, 1], [0, -1], [0, 1], [1, -1], [1, 0], [1, 1]]) {
      const [ny, nx] = wrap ? [(y + dy + height) % height, (x + dx + width) % width] : [y + dy, x + dx];
      if (ny >= 0 && ny < height && nx >= 0 && nx < width) found.push(ny * width + nx);
    }
    return found;
  };

  for (let step = 0; step < generations; step += 1) {
    // Each living cell makes itself known to the places around it.
    const counts = new Map();
    for (const cell of living) for (const place of around(cell)) counts.set(place, (counts.get(place) ?? 0) + 1);
    const next = new Set();
    for (const [place, count] of counts) {
      if (!rocks.has(place) && (count === 3 || (count === 2 && living.has(place)))) next.add(place);
    }
    living = next;
  }
  const signOf = (place) => (rocks.has(place) ? '#' : living.has(place) ? 'o' : '.');
  const after = rows.map((_, y) => Array.from({ length: width }, (__, x) => signOf(y * width + x)).join(''));
  return { rows: after, alive: living.size };
}
module.exports = { growColony };
`;

export const resourceSimulationAnswers: Readonly<Record<string, MoreAnswers>> = {
  'resource-simulation-1': {
    how: 'Numbers every use and evicts the lowest number, instead of keeping the entries in order of use.',
    program: cache,
    requirements: {
      'number of entries the cache can hold': ['one eviction', 'room for one'],
      'An entry is expired when': ['reading does not extend life', 'writing extends life', 'hits and misses'],
      'Reading does not extend its life': ['reading does not extend life'],
      'get of a living entry': ['hits and misses', 'reading keeps alive in the order', 'large traffic'],
      'get of a missing or expired key': ['a miss is no use', 'reading does not extend life', 'random traffic'],
      'put first removes all expired': ['expired entries leave room'],
      'If the key is then still in the cache': ['overwriting a full cache', 'writing extends life'],
      'Otherwise, if the cache is full': ['one eviction', 'room for one', 'random traffic', 'large traffic'],
      'Used means: put': ['a miss is no use', 'reading keeps alive in the order'],
      'delete removes the key': ['deleting'],
      'is not an eviction': ['expired entries leave room', 'deleting'],
      'the value of each get in order': ['hits and misses', 'no steps', 'large traffic'],
      'Entries that expired but were never': ['expired but stored'],
    },
  },
  'resource-simulation-2': {
    how: 'Keeps all accepted times and only moves a mark over those that no longer count.',
    program: limiter,
    requirements: {
      'one per request in the same order': ['under the limit', 'two clients', 'large traffic'],
      'Clients do not influence each other': ['two clients'],
      'If the client is banned': ['banned at the third strike', 'a ban is not lengthened'],
      'Such a request changes nothing': ['a ban is not lengthened'],
      "count the client's ACCEPTED": ['exactly one window ago', 'over a block of ten'],
      'If they are fewer than limit': ['under the limit', 'same second', 'random traffic'],
      "sets the client's strikes back": ['strikes are forgiven'],
      'If that makes "strikes" strikes': ['banned at the third strike', 'strikes start anew after a ban'],
      'If not: {"status":"limited"': ['one too many', 'over a block of ten', 'large traffic'],
      'Accepted requests from before a ban': ['old requests count after a ban'],
      'No requests: empty list': ['no requests'],
    },
  },
  'resource-simulation-3': {
    how: 'Spreads counts from the living cells, instead of looking around every place.',
    program: colony,
    requirements: {
      'rocks stay rocks for ever': ['rocks block', 'rocks do not count'],
      'a living cell with 2 or 3': ['block stays', 'lonely cell', 'blinker', 'glider', 'large grid'],
      'an empty place with exactly 3': ['blinker', 'glider', 'corner without wrap', 'random grid'],
      'With wrap false, places outside': ['corner without wrap', 'random grid'],
      'With wrap true the left edge': ['glider over the edges', 'corners touch', 'random wrapped grid'],
      'Each of the 8 directions is counted': ['one row wrapped', 'two by two wrapped'],
      'with the grid after the last step': ['glider', 'lonely cell', 'large grid'],
      'generations 0 gives the grid': ['no generations'],
    },
  },
};
