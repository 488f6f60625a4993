/** Reference, alternative and wrong programs of the family `conversion-funnel`. */

import { edited, type WrongProgram } from '../family.ts';
import type { FunnelNames, FunnelSettings } from './conversion-funnel.posting.ts';

/** Groups the events by person and searches the path of each. */
export function byPerson({ path, report, window, split }: FunnelSettings, names: FunnelNames): string {
  const { entry, who, channel } = names;
  const limit = window === 'none' ? '' : ', minutes';
  const late = {
    none: '',
    'from the first step': '    if (times.length > 0 && Math.abs(event.at - times[0]) > minutes) break;\n',
    'from step to step': '    if (times.length > 0 && Math.abs(event.at - times[times.length - 1]) > minutes) break;\n',
  }[window];
  const search = {
    'in order': `function timesOf(own, steps${limit}) {
  const times = [];
  let from = 0;
  for (const step of steps) {
    const found = own.findIndex((event, at) => at >= from && event.name === step);
    if (found === -1) break;
    const event = own[found];
${late}    times.push(event.at);
    from = found + 1;
  }
  return times;
}
`,
    'any order': `function timesOf(own, steps${limit}) {
  const times = [];
  for (const step of steps) {
    const event = own.find(({ name }) => name === step);
    if (!event) break;
${late}    times.push(event.at);
  }
  return times;
}
`,
    strict: `function timesOf(own, steps${limit}) {
  const times = [];
  const start = own.findIndex(({ name }) => name === steps[0]);
  if (start === -1) return times;
  for (const event of own.slice(start, start + steps.length)) {
    if (event.name !== steps[times.length]) break;
${late}    times.push(event.at);
  }
  return times;
}
`,
    'latest start': `function timesFrom(own, steps${limit}, start) {
  const times = [];
  for (const event of own.slice(start)) {
    if (event.name !== steps[times.length]) continue;
${late}    times.push(event.at);
  }
  return times;
}

function timesOf(own, steps${limit}) {
  let best = [];
  own.forEach(({ name }, start) => {
    if (name !== steps[0]) return;
    const times = timesFrom(own, steps${limit}, start);
    if (times.length >= best.length) best = times;
  });
  return best;
}
`,
  }[path];
  const table = {
    counts: `function table(paths, steps) {
  const counts = steps.map((_, at) => paths.filter((times) => times.length > at).length);
  return steps.map((step, at) => ({ step, count: counts[at], rate: counts[0] ? counts[at] / counts[0] : 0 }));
}
`,
    losses: `function table(paths, steps) {
  return steps.map((step, at) => {
    const count = paths.filter((times) => times.length > at).length;
    const lost = at === steps.length - 1 ? 0 : paths.filter((times) => times.length === at + 1).length;
    return { step, count, lost, loss: count ? lost / count : 0 };
  });
}
`,
    waiting: `function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

function table(paths, steps) {
  return steps.map((step, at) => {
    const here = paths.filter((times) => times.length > at);
    const waits = here.map((times) => Math.abs(times[at] - times[at - 1]));
    return { step, count: here.length, median: at > 0 && here.length > 0 ? median(waits) : null };
  });
}
`,
  }[report];
  const main =
    split === 'all'
      ? `function ${entry}(events, steps${limit}) {
  const people = new Map();
  for (const event of events) {
    if (!people.has(event.${who})) people.set(event.${who}, []);
    people.get(event.${who}).push(event);
  }
  return table([...people.values()].map((own) => timesOf(own, steps${limit})), steps);
}
`
      : `function ${entry}(events, steps${limit}) {
  const people = new Map();
  for (const event of events) {
    if (!people.has(event.${who})) people.set(event.${who}, []);
    people.get(event.${who}).push(event);
  }
  const paths = {};
  for (const own of people.values()) {
    const { ${channel} } = own[0];
    (paths[${channel}] ??= []).push(timesOf(own, steps${limit}));
  }
  return Object.fromEntries(Object.keys(paths).map((key) => [key, table(paths[key], steps)]));
}
`;
  return `${search}
${table}
${main}`;
}

const OTHER_PATH = {
  'in order': ['any order', 'Steps must come in their order.'],
  'any order': ['in order', 'The order of the events does not matter.'],
  strict: ['in order', 'Nothing else may happen between two steps.'],
  'latest start': ['in order', 'The try that got furthest counts, not the first.'],
} as const;

export function wrong(settings: FunnelSettings, names: FunnelNames): WrongProgram[] {
  const source = byPerson(settings, names);
  const [path, why] = OTHER_PATH[settings.path];
  const programs: WrongProgram[] = [{ name: 'another-path', why, program: byPerson({ ...settings, path }, names) }];
  if (settings.window === 'none') {
    programs.push({
      name: 'last-step-missing',
      why: 'The last step belongs to the report.',
      program: edited(source, 'return steps.map((step, at)', 'return steps.slice(0, -1).map((step, at)'),
    });
  } else {
    const window = settings.window === 'from step to step' ? 'from the first step' : 'from step to step';
    programs.push(
      {
        name: 'another-time-limit',
        why: `The time limit runs ${settings.window}, not ${window}.`,
        program: byPerson({ ...settings, window }, names),
      },
      {
        name: 'limit-is-too-late',
        why: 'Exactly as long as the limit is still in time.',
        program: edited(source, ') > minutes', ') >= minutes'),
      },
    );
  }
  if (settings.split === 'by channel') {
    programs.push({
      name: 'channel-of-the-last-event',
      why: `A ${names.who} belongs to the ${names.channel} of the first event.`,
      program: edited(source, '} = own[0];', '} = own[own.length - 1];'),
    });
  }
  if (settings.report === 'counts') {
    programs.push({
      name: 'rate-of-the-step-before',
      why: 'Rates refer to the first step.',
      program: edited(
        source,
        'counts[0] ? counts[at] / counts[0] : 0',
        'counts[at && at - 1] ? counts[at] / counts[at && at - 1] : 0',
      ),
    });
  }
  if (settings.report === 'losses') {
    programs.push({
      name: 'last-step-loses-all',
      why: 'Nobody is lost at the last step.',
      program: edited(source, 'at === steps.length - 1 ? 0 : ', ''),
    });
  }
  if (settings.report === 'waiting') {
    programs.push({
      name: 'upper-median',
      why: 'For an even number the median is the mean of the two in the middle.',
      program: edited(source, '(sorted[middle - 1] + sorted[middle]) / 2', 'sorted[middle]'),
    });
  }
  return programs;
}
