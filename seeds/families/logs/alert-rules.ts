/** Task family: alert rules (bursts of errors, silences and shares of errors in a log). */

import type { Chance } from '../../../server/kernel/prng.ts';
import { drawn, someFirm } from '../drawn-words.ts';
import { lines, PYTHON, stdioProject } from '../family.ts';
import type { settingsOf } from '../study-family.ts';
import { voicedFamily } from '../three-voices.ts';
import { alertRulesPieces } from './alert-rules.posting.ts';
import { alertPrograms, alertWrong } from './alert-rules.programs.ts';

const DIALS = {
  task: ['burst', 'silence', 'share'],
  scope: ['service', 'all'],
  report: ['each', 'summary'],
} as const;

export type Settings = ReturnType<typeof settingsOf<typeof DIALS>>;
type Entry = readonly [time: number, level: string, service: string];
type Alert = readonly [time: number, detail: string];

const stamp = (time: number) => new Date(time * 1_000).toISOString().slice(0, 19);

function alertsOf(task: Settings['task'], entries: readonly Entry[]): Alert[] {
  const errors = entries.filter(([, level]) => level === 'ERROR').map(([time]) => time);
  if (task === 'burst') {
    const alerts: Alert[] = [];
    for (const [at, time] of errors.entries()) {
      const count = errors.slice(0, at + 1).filter((other) => other > time - 60).length;
      const last = alerts.at(-1)?.[0];
      if (count >= 3 && (last === undefined || time >= last + 300)) alerts.push([time, `${count} errors`]);
    }
    return alerts;
  }
  if (task === 'silence') {
    return entries.flatMap(([time], at): Alert[] => {
      const gap = time - (entries[at - 1]?.[0] ?? time);
      return gap > 120 ? [[time, `silent for ${gap} s`]] : [];
    });
  }
  const minute = (time: number) => time - (time % 60);
  return [...new Set(entries.map(([time]) => minute(time)))].flatMap((start): Alert[] => {
    const count = entries.filter(([time]) => minute(time) === start).length;
    const bad = errors.filter((time) => minute(time) === start).length;
    return count >= 4 && 2 * bad >= count ? [[start, `${bad} of ${count}`]] : [];
  });
}

function answer({ task, scope, report }: Settings, stdin: string): string {
  const entries = stdin
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Entry => {
      const [time = '', level = '', service = ''] = line.split(' ');
      return [Date.parse(`${time}Z`) / 1_000, level, service];
    });
  const groups = Map.groupBy(entries, ([, , service]) => (scope === 'service' ? service : 'all'));
  const alerts = [...groups].flatMap(([key, own]) =>
    alertsOf(task, own).map(([time, detail]) => ({ time, key, detail })),
  );
  const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  if (report === 'each')
    return lines(
      ...alerts
        .toSorted((a, b) => a.time - b.time || byText(a.key, b.key))
        .map(({ time, key, detail }) => `${stamp(time)} ${key} ${detail}`),
    );
  const counts = [...Map.groupBy(alerts, ({ key }) => key)].map(([key, own]) => ({ key, count: own.length }));
  return lines(
    ...counts.toSorted((a, b) => b.count - a.count || byText(a.key, b.key)).map(({ key, count }) => `${key} ${count}`),
    `alerts ${alerts.length}`,
  );
}

function casesOf(random: Chance) {
  const start = 1_741_600_800 + 3_600 * random.below(24);
  const log = (entries: readonly Entry[]) =>
    lines(
      ...entries
        .toSorted((a, b) => a[0] - b[0])
        .map(
          ([time, level, service]) =>
            `${stamp(start + time)} ${level} ${service} ${random.pick(['request took 31 ms', 'no answer', 'ERROR in line 7', 'done', 'queue is full'])}`,
        ),
    );
  const errors = (service: string, ...times: readonly number[]) => times.map((time): Entry => [time, 'ERROR', service]);
  const infos = (service: string, ...times: readonly number[]) => times.map((time): Entry => [time, 'INFO', service]);
  const some = (count: number, gap: number): Entry[] => {
    let now = 0;
    return drawn(count, (): Entry => {
      now += random.below(9) === 0 ? 120 + random.below(40) : random.below(gap);
      return [
        now,
        random.pick(['ERROR', 'ERROR', 'INFO', 'WARN', 'INFO']),
        random.pick(['api', 'mail', 'shop', 'shop']),
      ];
    });
  };
  return {
    visible: {
      'errors of one service': log([...errors('api', 0, 20, 40, 45), ...infos('api', 5, 200)]),
      'two services': log([
        ...errors('shop', 0, 10, 15, 400),
        ...infos('mail', 2, 4, 30),
        ...errors('mail', 12, 33, 50),
      ]),
    },
    hidden: {
      'empty log': '',
      'exactly sixty seconds': log([
        ...errors('api', 0, 30, 60),
        ...errors('mail', 301, 330, 360),
        ...errors('shop', 800, 830, 859),
      ]),
      'exactly two minutes': log([...infos('api', 0, 120, 241, 500), ...infos('mail', 500, 620, 741)]),
      'exactly half': log([
        ...errors('api', 0, 4, 60, 70),
        ...infos('api', 10, 15, 61, 62, 63),
        ...errors('api', 125, 126),
        ...infos('api', 127),
      ]),
      'five minutes later': log([
        ...errors('api', 0, 1, 2, 3, 299, 300, 301, 302, 303, 650, 651, 652),
        ...errors('shop', 2, 3, 4),
      ]),
      'spread over services': log([
        ...errors('api', 0, 50),
        ...errors('mail', 20, 55),
        ...errors('shop', 10, 45),
        ...infos('api', 30, 175),
      ]),
      warnings: log([
        ...drawn(6, (at): Entry => [at * 5, 'WARN', 'mail']),
        ...errors('mail', 31),
        ...drawn(3, (at): Entry => [200 + at, 'WARN', 'mail']),
      ]),
      'many at once': log([...errors('shop', 5, 5, 5, 5), ...infos('shop', 5, 400), ...errors('api', 5, 6, 7, 130)]),
      'drawn 1': log(some(40, 30)),
      'drawn 2': log(some(80, 15)),
      'a large log': log(some(600, 25)),
    },
  };
}

const STORIES = [
  'runs a payment service',
  'operates parcel lockers',
  'hosts mail for schools',
  'has a fleet of rental scooters',
  'keeps a weather portal alive',
] as const;

export const alertRules = voicedFamily({
  name: 'alert-rules',
  category: 'logs',
  dials: DIALS,
  variant: (settings, circumstances) => {
    const { tell, turn, random } = circumstances;
    const story = `${someFirm(random)} ${turn(STORIES)}`;
    return {
      title: {
        burst: tell(
          'Python: alerts for bursts of errors in a log',
          'Call us when errors pile up',
          'Detection of error bursts in a log',
        ),
        silence: tell(
          'Python: alerts for silences in a log',
          'Tell us when a log goes quiet',
          'Detection of silences in a log',
        ),
        share: tell(
          'Python: alerts for minutes with many errors',
          'Which minutes were really bad?',
          'Detection of minutes with a high share of errors',
        ),
      }[settings.task],
      opening: tell(
        `${story}. Wanted: one alert rule over a log, in Python.`,
        `${story}, and we hear of trouble from customers first. A Python script should go through the log and tell us what we should have been called for.`,
        `${story}. A Python script shall apply the following alert rule to a log.`,
      ),
      pieces: alertRulesPieces(circumstances, settings),
      skills: ['Python', 'Monitoring'],
      minutes: { burst: 45, silence: 25, share: 35 }[settings.task],
      programs: alertPrograms(settings),
      build: (posting, reference) =>
        stdioProject(PYTHON, posting, {
          ...casesOf(random),
          answer: (stdin) => answer(settings, stdin),
          reference,
          wrong: alertWrong(settings),
        }),
    };
  },
});
