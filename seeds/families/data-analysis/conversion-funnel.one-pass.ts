/** The program of the family `conversion-funnel` that goes over the events once. */

import type { FunnelNames, FunnelSettings } from './conversion-funnel.posting.ts';

const ADVANCE: Readonly<Record<FunnelSettings['path'], (soon: string) => string>> = {
  'in order': (soon) => `    if (!state.over && steps[state.times.length] === name) {
      if (${soon}) state.times.push(at);
      else state.over = true;
    }
`,
  strict: (soon) => `    if (state.times.length > 0 && !state.over) {
      if (steps[state.times.length] === name && ${soon}) state.times.push(at);
      else state.over = true;
    } else if (!state.over && name === steps[0]) {
      state.times.push(at);
    }
`,
  'any order': () => `    if (!state.seen.has(name)) state.seen.set(name, at);
`,
  'latest start': (soon) => `    for (const attempt of state.attempts) {
      if (attempt.over || steps[attempt.times.length] !== name) continue;
      if (${soon.replaceAll('state.', 'attempt.')}) attempt.times.push(at);
      else attempt.over = true;
    }
    if (name === steps[0]) state.attempts.push({ times: [at], over: false });
`,
};

/** One pass over the events with a state for everybody. */
export function inOnePass({ path, report, window, split }: FunnelSettings, names: FunnelNames): string {
  const { entry, who, channel } = names;
  const limit = window === 'none' ? '' : ', minutes';
  const soon = {
    none: 'true',
    'from the first step': 'at - (state.times[0] ?? at) <= minutes',
    'from step to step': 'at - (state.times.at(-1) ?? at) <= minutes',
  }[window];
  const advance =
    window !== 'none'
      ? ADVANCE[path](soon)
      : {
          'in order': '    if (steps[state.times.length] === name) state.times.push(at);\n',
          strict: ADVANCE.strict(soon).replace(' && true', ''),
          'any order': ADVANCE['any order'](soon),
          'latest start': `    for (const { times } of state.attempts) {
      if (steps[times.length] === name) times.push(at);
    }
    if (name === steps[0]) state.attempts.push({ times: [at] });
`,
        }[path];
  const fresh = {
    'in order': window === 'none' ? '{ times: [] }' : '{ times: [], over: false }',
    strict: '{ times: [], over: false }',
    'any order': '{ seen: new Map() }',
    'latest start': '{ attempts: [] }',
  }[path];
  const near = {
    none: '',
    'from the first step': '    if (Math.abs(at - (times[0] ?? at)) > minutes) return times;\n',
    'from step to step': '    if (Math.abs(at - (times.at(-1) ?? at)) > minutes) return times;\n',
  }[window];
  const ending = {
    'in order': 'states.map(({ times }) => times)',
    strict: 'states.map(({ times }) => times)',
    'any order': `states.map((state) => reached(state.seen, steps${limit}))`,
    'latest start': 'states.map(({ attempts }) => furthest(attempts))',
  }[path];
  const helper = {
    'in order': '',
    strict: '',
    'any order': `function reached(seen, steps${limit}) {
  const times = [];
  for (const step of steps) {
    if (!seen.has(step)) return times;
    const at = seen.get(step);
${near}    times.push(at);
  }
  return times;
}

`,
    'latest start': `function furthest(attempts) {
  return attempts.reduce((best, { times }) => (times.length >= best.length ? times : best), []);
}

`,
  }[path];
  const row = {
    counts: `    rows.push({ step: steps[at], count: reaching.length, rate: paths.some((times) => times.length) ? reaching.length / rows.first : 0 });
`,
    losses: `    const next = at + 1 < steps.length ? reaching.filter((times) => at + 1 in times).length : reaching.length;
    const lost = reaching.length - next;
    rows.push({ step: steps[at], count: reaching.length, lost, loss: lost && lost / reaching.length });
`,
    waiting: `    const waits = reaching.map((times) => Math.abs(times[at] - times[at - 1])).sort((a, b) => a - b);
    const half = (waits.length - 1) / 2;
    const median = (waits[Math.floor(half)] + waits[Math.ceil(half)]) / 2;
    rows.push({ step: steps[at], count: reaching.length, median: at && waits.length ? median : null });
`,
  }[report].replace('rows.first', 'paths.filter((times) => times.length).length');
  const summary = `function summary(paths, steps) {
  const rows = [];
  for (let at = 0; at < steps.length; at += 1) {
    const reaching = paths.filter((times) => at in times);
${row}  }
  return rows;
}
`;
  const collect =
    split === 'all'
      ? `  const states = [...people.values()];
  return summary(${ending}, steps);
`
      : `  const result = {};
  for (const { ${channel} } of people.values()) {
    if (${channel} in result) continue;
    const states = [...people.values()].filter((state) => state.${channel} === ${channel});
    result[${channel}] = summary(${ending}, steps);
  }
  return result;
`;
  const [taken, kept] = split === 'all' ? ['', fresh] : [`, ${channel}`, fresh.replace('{ ', `{ ${channel}, `)];
  return `${helper}${summary}
function ${entry}(events, steps${limit}) {
  const people = new Map();
  for (const { ${who}, name, at${taken} } of events) {
    if (!people.has(${who})) people.set(${who}, ${kept});
    const state = people.get(${who});
${advance}  }
${collect}}
`;
}
