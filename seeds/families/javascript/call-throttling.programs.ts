/** Reference and alternative programs of the family `call-throttling`. */

import type { Manner, Report } from './call-throttling-texts.ts';

/** Functions `runsOf(calls, wait)` for the calls of one key, as objects { at, calls }. */
const RUNS: Readonly<Record<Manner, string>> = {
  trailing: `
function runsOf(calls, wait) {
  const runs = [];
  let last = null;
  for (const call of calls) {
    const { time } = call;
    if (last !== null && time < last + wait) {
      runs[runs.length - 1].calls.push(call);
    } else {
      runs.push({ at: 0, calls: [call] });
    }
    last = time;
    runs[runs.length - 1].at = last + wait;
  }
  return runs;
}
`,
  forced: `
function runsOf(calls, wait) {
  const runs = [];
  let burst = [];
  const dueOf = () => {
    const first = burst[0].time;
    const last = burst[burst.length - 1].time;
    return Math.min(last + wait, first + 3 * wait);
  };
  const flush = () => {
    runs.push({ at: dueOf(), calls: burst });
    burst = [];
  };
  for (const call of calls) {
    const { time } = call;
    const due = burst.length > 0 ? dueOf() : Infinity;
    if (time >= due) flush();
    burst.push(call);
  }
  if (burst.length > 0) flush();
  return runs;
}
`,
  throttle: `
function runsOf(calls, wait) {
  const runs = [];
  let free = 0;
  for (const call of calls) {
    const { time } = call;
    const waiting = runs[runs.length - 1];
    const pending = waiting !== undefined && time < waiting.at;
    if (pending) {
      waiting.calls.push(call);
      continue;
    }
    const at = runs.length === 0 ? time : Math.max(time, free);
    runs.push({ at, calls: [call] });
    free = at + wait;
  }
  return runs;
}
`,
  batch: `
function runsOf(calls, wait) {
  if (calls.length === 0) return [];
  const batch = { at: calls[0].time + wait, calls: [calls[0]] };
  let next = 1;
  while (next < calls.length) {
    const end = calls[next].time;
    if (!(end <= batch.calls[0].time + wait - 1)) break;
    batch.calls.push(calls[next]);
    next += 1;
  }
  return [batch, ...runsOf(calls.slice(next), wait)];
}
`,
};

const REPORTS: Readonly<Record<Report, (entry: string) => string>> = {
  log: (entry) => `
function ${entry}(wait, calls) {
  const byKey = {};
  for (const [time, key, value] of calls) (byKey[key] ||= []).push({ time, value });
  const log = [];
  for (const key of Object.keys(byKey).sort()) {
    for (const { at, calls } of runsOf(byKey[key], wait)) {
      log.push([at, key, calls.map(({ value }) => value)]);
    }
  }
  return log.sort((one, other) => one[0] - other[0]);
}
`,
  stats: (entry) => `
function ${entry}(wait, calls) {
  const keys = [...new Set(calls.map((call) => call[1]))].sort();
  return keys.map((name) => {
    const own = calls.filter(([, key]) => key === name).map(([time]) => ({ time }));
    let [count, most, longest] = [0, 0, 0];
    for (const run of runsOf(own, wait)) {
      count += 1;
      most = Math.max(most, run.calls.length);
      longest = Math.max(longest, run.at - run.calls[0].time);
    }
    return [name, count, most, longest];
  });
}
`,
  slots: (entry) => `
function ${entry}(wait, calls) {
  const grouped = new Map();
  for (const [time, key, value] of calls) {
    if (!grouped.has(key)) grouped.set(key, []);
    grouped.get(key).push({ time, value });
  }
  const rows = new Map();
  for (const own of grouped.values()) {
    for (const { at, calls } of runsOf(own, wait)) {
      const slot = at - (at % 100);
      const row = rows.get(slot) || [slot, 0, 0];
      row[1] += 1;
      for (const { value } of calls) row[2] += value;
      rows.set(slot, row);
    }
  }
  return [...rows.values()].sort((one, other) => one[0] - other[0]);
}
`,
};

export function referenceProgram(manner: Manner, report: Report, entry: string, typed: boolean): string {
  const program = `${RUNS[manner].trimStart()}${REPORTS[report](entry)}
module.exports = { ${entry} };
`;
  if (!typed) return program;
  const call = report === 'stats' ? '{ time: number }' : '{ time: number; value: number }';
  return `type Call = ${call};

${program
  .replace('runsOf(calls, wait)', 'runsOf(calls: Call[], wait: number)')
  .replace(`${entry}(wait, calls)`, `${entry}(wait: number, calls: [number, string, number][])`)}`;
}

/** When a waiting group of calls is due. */
const DUE: Readonly<Record<Manner, string>> = {
  trailing: 'group.late + wait',
  forced: 'Math.min(group.late + wait, group.early + 3 * wait)',
  throttle: 'Math.max(group.early, free.has(group.key) ? free.get(group.key) : group.early)',
  batch: 'group.early + wait',
};

const SUMMED: Readonly<Record<Report, string>> = {
  log: `
  done.sort((a, b) => a.at - b.at || (a.key < b.key ? -1 : 1));
  return done.map(({ at, key, values }) => [at, key, values]);`,
  stats: `
  const rows = {};
  for (const { at, key, early, values } of done) {
    const row = rows[key] || [key, 0, 0, 0];
    rows[key] = [key, row[1] + 1, Math.max(row[2], values.length), Math.max(row[3], at - early)];
  }
  return Object.keys(rows).sort().map((key) => rows[key]);`,
  slots: `
  const rows = [];
  for (const { at, values } of done) {
    const slot = 100 * Math.floor(at / 100);
    if (rows.length === 0 || rows[rows.length - 1][0] !== slot) rows.push([slot, 0, 0]);
    const row = rows[rows.length - 1];
    row[1] += 1;
    row[2] = values.reduce((sum, value) => sum + value, row[2]);
  }
  return rows;`,
};

export function alternativeProgram(manner: Manner, report: Report, entry: string): string {
  return `
exports.${entry} = (wait, calls) => {
  const groups = new Map();
  const free = new Map();
  const done = [];
  const due = (group) => ${DUE[manner]};
  const advance = (until) => {
    for (;;) {
      const ready = [...groups.values()].filter((group) => due(group) <= until);
      ready.sort((a, b) => due(a) - due(b) || (a.key < b.key ? -1 : 1));
      const group = ready[0];
      if (group === undefined) return;
      const at = due(group);
      done.push({ at, ...group });
      groups.delete(group.key);
      free.set(group.key, at + wait);
    }
  };
  for (const [time, key, value] of calls) {
    advance(time);
    const group = groups.get(key) || { key, early: time, late: time, values: [] };
    group.late = time;
    group.values.push(value);
    groups.set(key, group);
  }
  advance(Infinity);${SUMMED[report]}
};
`;
}
