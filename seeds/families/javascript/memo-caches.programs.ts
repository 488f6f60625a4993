/** Reference and alternative programs of the family `memo-caches`. */

import type { Life, Policy } from './memo-caches-texts.ts';

/** The entry's own fields beside the value. */
const EXTRA: Readonly<Record<Life, string>> = { clock: ', until: now + extra', tags: ', tags: extra', plain: '' };

const READ: Readonly<Record<Policy, string>> = {
  oldest: `      results.push(cache.has(key) ? cache.get(key).value : null);`,
  unused: `      const entry = cache.get(key);
      if (entry === undefined) {
        results.push(null);
        continue;
      }
      cache.delete(key);
      cache.set(key, entry);
      results.push(entry.value);`,
  rare: `      const entry = cache.get(key);
      if (entry) {
        entry.uses += 1;
        entry.used = turn;
      }
      results.push(entry ? entry.value : null);`,
  big: `      const { value } = cache.get(key) || { value: null };
      results.push(value);`,
};

const WRITE: Readonly<Record<Policy, (fields: string) => string>> = {
  oldest: (fields) => `    const out = [];
    if (!cache.has(key) && cache.size >= room) {
      let [oldest] = cache.keys();
      for (const [name, { order }] of cache) {
        if (order < cache.get(oldest).order) oldest = name;
      }
      cache.delete(oldest);
      out.push(oldest);
    }
    const order = cache.has(key) ? cache.get(key).order : turn;
    cache.set(key, { value, order${fields} });
    results.push(out);`,
  unused: (fields) => `    const known = cache.delete(key);
    const out = [];
    if (!known && cache.size === room) {
      const first = cache.keys().next().value;
      cache.delete(first);
      out.push(first);
    }
    cache.set(key, { value${fields} });
    results.push(out);`,
  rare: (fields) => `    let thrown = [];
    if (cache.size >= room && !cache.has(key)) {
      let name = null;
      let rarest = null;
      for (const [other, entry] of cache) {
        const rarer = rarest === null || entry.uses < rarest.uses;
        if (rarer || (entry.uses === rarest.uses && entry.used < rarest.used)) [name, rarest] = [other, entry];
      }
      thrown = [name];
      cache.delete(name);
    }
    const uses = (cache.has(key) ? cache.get(key).uses : 0) + 1;
    cache.set(key, { value, uses, used: turn${fields} });
    results.push(thrown);`,
  big: (fields) => `    cache.delete(key);
    const size = JSON.stringify(value).length;
    if (size > room) {
      results.push([key]);
      continue;
    }
    const out = [];
    const total = () => [...cache.values()].reduce((sum, other) => sum + other.size, 0);
    while (total() + size > room) {
      let largest = null;
      for (const [name, other] of cache) {
        if (largest === null || other.size > largest[1].size) largest = [name, other];
      }
      cache.delete(largest[0]);
      out.push(largest[0]);
    }
    cache.set(key, { value, size${fields} });
    results.push(out);`,
};

const BEFORE: Readonly<Record<Life, string>> = {
  clock: `    if (kind === 'wait') {
      now += key;
      for (const [name, entry] of cache) {
        if (entry.until <= now) cache.delete(name);
      }
      continue;
    }
`,
  tags: `    if (kind === 'drop') {
      let dropped = 0;
      for (const [name, { tags }] of [...cache]) {
        if (!tags.includes(key)) continue;
        cache.delete(name);
        dropped += 1;
      }
      results.push(dropped);
      continue;
    }
`,
  plain: `    if (kind === 'delete') {
      results.push(cache.delete(key));
      continue;
    }
    if (kind === 'list') {
      const names = [...cache.keys()];
      names.sort();
      results.push(names);
      continue;
    }
`,
};

export function referenceProgram(policy: Policy, life: Life, entry: string, typed: boolean): string {
  const turn = policy === 'oldest' || policy === 'rare';
  const start = turn ? '\n  let turn = 0;' : '';
  const clock = life === 'clock' ? '\n  let now = 0;' : '';
  const parameters = typed ? 'room: number, steps: any[][]' : 'room, steps';
  const [map, list] = typed ? ['new Map<string, any>()', ': any[]'] : ['new Map()', ''];
  return `function ${entry}(${parameters}) {
  const cache = ${map};
  const results${list} = [];${start}${clock}
  for (const [kind, key, value${life === 'plain' ? '' : ', extra'}] of steps) {
${turn ? '    turn += 1;\n' : ''}${BEFORE[life]}    if (kind === 'get') {
${READ[policy]}
      continue;
    }
${WRITE[policy](EXTRA[life])}
  }
  return results;
}

module.exports = { ${entry} };
`;
}

const ORDER: Readonly<Record<Policy, string>> = {
  oldest: 'a.born - b.born',
  unused: 'a.last - b.last',
  rare: 'a.count - b.count || a.last - b.last',
  big: 'b.weight - a.weight || a.born - b.born',
};

export function alternativeProgram(policy: Policy, life: Life, entry: string): string {
  const big = policy === 'big';
  const special = {
    clock: `
    if (word === 'wait') {
      time += name;
      return [];
    }
    entries = entries.filter((one) => one.end > time);`,
    tags: `
    if (word === 'drop') {
      const rest = entries.filter((one) => !one.marks.includes(name));
      const gone = entries.length - rest.length;
      entries = rest;
      return [gone];
    }`,
    plain: `
    if (word === 'list') return [entries.map((one) => one.name).sort()];
    if (word === 'delete') {
      const there = entries.some((one) => one.name === name);
      entries = entries.filter((one) => one.name !== name);
      return [there];
    }`,
  }[life];
  const fields = { clock: ', end: time + more', tags: ', marks: more', plain: '' }[life];
  return `
exports.${entry} = (room, steps) => {
  let entries = [];${life === 'clock' ? '\n  let time = 0;' : ''}
  const weigh = (thing) => ${big ? 'JSON.stringify(thing).length' : '1'};
  return steps.flatMap(([word, name, thing, more], now) => {${special}
    const index = entries.findIndex((one) => one.name === name);
    if (word === 'get') {
      if (index < 0) return [null];
      entries[index].last = now;
      entries[index].count += 1;
      return [entries[index].thing];
    }
    const old = index < 0 ? { born: now, count: 0 } : entries.splice(index, 1)[0];
    const weight = weigh(thing);
    if (weight > room) return [[name]];
    const out = [];
    entries.sort((a, b) => ${ORDER[policy]});
    while (entries.reduce((sum, one) => sum + one.weight, weight) > room) out.push(entries.shift().name);
    const born = ${policy === 'oldest' ? 'old.born' : 'now'};
    entries.push({ name, thing, weight, born, last: now, count: old.count + 1${fields} });
    return [out];
  });
};
`;
}
