/** Reference and wrong programs of the family `resource-simulation`. */

import { edited, type WrongProgram } from './family.ts';

export const cacheReference = `
function simulateCache(capacity, lifetime, steps) {
  const entries = new Map();
  const out = { values: [], hits: 0, misses: 0, evicted: [] };
  const alive = (key, at) => entries.has(key) && at - entries.get(key).writtenAt < lifetime;
  for (const step of steps) {
    if (step.op === 'get') {
      if (alive(step.key, step.at)) {
        const entry = entries.get(step.key);
        entries.delete(step.key);
        entries.set(step.key, entry);
        out.values.push(entry.value);
        out.hits += 1;
      } else {
        entries.delete(step.key);
        out.values.push(null);
        out.misses += 1;
      }
    } else if (step.op === 'delete') {
      entries.delete(step.key);
    } else {
      for (const key of [...entries.keys()]) if (!alive(key, step.at)) entries.delete(key);
      entries.delete(step.key);
      if (entries.size >= capacity) {
        const oldest = entries.keys().next().value;
        entries.delete(oldest);
        out.evicted.push(oldest);
      }
      entries.set(step.key, { value: step.value, writtenAt: step.at });
    }
  }
  return { ...out, keys: [...entries.keys()].reverse() };
}
module.exports = { simulateCache };
`;

export const cacheWrong: readonly WrongProgram[] = [
  {
    name: 'first-in-first-out',
    why: 'Reading an entry does not make it the most recently used one.',
    program: edited(cacheReference, 'entries.delete(step.key);\n        entries.set(step.key, entry);', ''),
  },
  {
    name: 'reading-extends-life',
    why: 'Reading starts the lifetime anew although only writing does.',
    program: edited(
      cacheReference,
      'entries.set(step.key, entry);',
      'entries.set(step.key, { ...entry, writtenAt: step.at });',
    ),
  },
  {
    name: 'overwriting-evicts',
    why: 'Writing a key that is in the full cache throws another key out.',
    program: edited(cacheReference, 'entries.delete(step.key);\n      if (entries.size', 'if (entries.size'),
  },
  {
    name: 'expired-entries-take-room',
    why: 'Expired entries are not cleared before a write and so are evicted or push out others.',
    program: edited(
      cacheReference,
      'for (const key of [...entries.keys()]) if (!alive(key, step.at)) entries.delete(key);',
      '',
    ),
  },
];

export const limiterReference = `
function limitRequests(rules, requests) {
  const clients = new Map();
  return requests.map(({ client, at }) => {
    if (!clients.has(client)) clients.set(client, { accepted: [], strikes: 0, bannedUntil: -1 });
    const state = clients.get(client);
    if (at < state.bannedUntil) return { status: 'banned', retryAt: state.bannedUntil };
    state.accepted = state.accepted.filter((time) => at - time < rules.windowSeconds);
    if (state.accepted.length < rules.limit) {
      state.accepted.push(at);
      state.strikes = 0;
      return { status: 'ok', remaining: rules.limit - state.accepted.length };
    }
    state.strikes += 1;
    if (state.strikes >= rules.strikes) {
      state.strikes = 0;
      state.bannedUntil = at + rules.banSeconds;
      return { status: 'banned', retryAt: state.bannedUntil };
    }
    return { status: 'limited', retryAt: state.accepted[0] + rules.windowSeconds };
  });
}
module.exports = { limitRequests };
`;

export const limiterWrong: readonly WrongProgram[] = [
  {
    name: 'fixed-windows',
    why: 'Requests are counted in fixed blocks of time instead of a sliding window.',
    program: edited(
      limiterReference,
      'at - time < rules.windowSeconds',
      'Math.floor(at / rules.windowSeconds) === Math.floor(time / rules.windowSeconds)',
    ),
  },
  {
    name: 'edge-of-window',
    why: 'A request exactly one window old still counts.',
    program: edited(limiterReference, 'at - time < rules.windowSeconds', 'at - time <= rules.windowSeconds'),
  },
  {
    name: 'strikes-never-forgiven',
    why: 'An accepted request does not reset the strikes.',
    program: edited(limiterReference, 'state.accepted.push(at);\n      state.strikes = 0;', 'state.accepted.push(at);'),
  },
  {
    name: 'one-counter-for-all',
    why: 'All clients share one counter.',
    program: edited(
      limiterReference,
      'requests.map(({ client, at }) => {',
      "requests.map(({ at }) => {\n    const client = 'all';",
    ),
  },
];

export const colonyReference = `
function growColony(rows, generations, wrap) {
  const height = rows.length;
  const width = rows[0].length;
  let grid = rows.map((row) => [...row]);
  for (let generation = 0; generation < generations; generation += 1) {
    grid = grid.map((row, y) =>
      row.map((cell, x) => {
        if (cell === '#') return '#';
        let count = 0;
        for (let dy = -1; dy <= 1; dy += 1) {
          for (let dx = -1; dx <= 1; dx += 1) {
            if (dy === 0 && dx === 0) continue;
            let ny = y + dy;
            let nx = x + dx;
            if (wrap) {
              ny = (ny + height) % height;
              nx = (nx + width) % width;
            }
            if (grid[ny]?.[nx] === 'o') count += 1;
          }
        }
        return count === 3 || (cell === 'o' && count === 2) ? 'o' : '.';
      }),
    );
  }
  const alive = grid.flat().filter((cell) => cell === 'o').length;
  return { rows: grid.map((row) => row.join('')), alive };
}
module.exports = { growColony };
`;

export const colonyWrong: readonly WrongProgram[] = [
  {
    name: 'changed-in-place',
    why: 'Cells are changed while their neighbours are still being counted.',
    program: edited(
      edited(
        colonyReference,
        "return count === 3 || (cell === 'o' && count === 2) ? 'o' : '.';",
        "row[x] = count === 3 || (cell === 'o' && count === 2) ? 'o' : '.';\n        return row[x];",
      ),
      "if (cell === '#')",
      "cell = row[x];\n        if (cell === '#')",
    ),
  },
  {
    name: 'never-wraps',
    why: 'Opposite edges are not neighbours although wrapping is switched on.',
    program: edited(colonyReference, 'if (wrap) {', 'if (false) {'),
  },
  {
    name: 'rocks-are-alive',
    why: 'Rocks count as living neighbours.',
    program: edited(colonyReference, "grid[ny]?.[nx] === 'o'", "(grid[ny]?.[nx] ?? '.') !== '.'"),
  },
];
