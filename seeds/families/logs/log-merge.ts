/** Task family: log files merged (several files into one, into days, or without entries that came twice). */

import type { Chance } from '../../../server/kernel/prng.ts';
import type { Files } from '../../../server/protocol/arena/acceptance.ts';
import { between, drawn, pad, someFirm } from '../drawn-words.ts';
import { filesProject, lines, PYTHON } from '../family.ts';
import type { settingsOf } from '../study-family.ts';
import { voicedFamily } from '../three-voices.ts';
import { logMergePieces } from './log-merge.posting.ts';
import { logMergePrograms, logMergeWrong } from './log-merge.programs.ts';

const DIALS = {
  task: ['merge', 'days', 'unique'],
  loose: ['attach', 'drop'],
  label: ['none', 'name'],
} as const;

export type Settings = ReturnType<typeof settingsOf<typeof DIALS>>;

/** Walks over every second that occurs and collects its entries, file by file. */
function answer({ task, loose, label }: Settings, files: Files): Record<string, string> {
  const entries = Object.keys(files)
    .toSorted()
    .flatMap((file) => {
      const own: { time: string; file: string; lines: string[] }[] = [];
      for (const line of (files[file] ?? '').split('\n').slice(0, -1)) {
        if (/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d /.test(line)) own.push({ time: line.slice(0, 19), file, lines: [line] });
        else if (loose === 'attach') own.at(-1)?.lines.push(line);
      }
      return own;
    });
  const times = [...new Set(entries.map(({ time }) => time))].toSorted();
  const ordered = times.flatMap((time) => entries.filter((entry) => entry.time === time));
  const written = ({ file, lines: all }: (typeof entries)[number]) =>
    all.map((line, at) => (label === 'name' && at === 0 ? `${file.replace(/\.log$/, '')} ${line}` : line));
  if (task === 'merge') return { 'merged.log': lines(...ordered.flatMap(written)) };
  if (task === 'unique') {
    const first = ordered.filter(
      (entry, at) => ordered.findIndex((other) => other.lines.join('\n') === entry.lines.join('\n')) === at,
    );
    return {
      'merged.log': lines(...first.flatMap(written)),
      'dropped.txt': lines(String(ordered.length - first.length)),
    };
  }
  const days = Map.groupBy(ordered, ({ time }) => time.slice(0, 10));
  const texts = [...days].map(([day, own]) => [day, own.flatMap(written)] as const);
  return {
    ...Object.fromEntries(texts.map(([day, all]) => [`${day}.log`, lines(...all)])),
    'days.txt': lines(...texts.map(([day, all]) => `${day} ${all.length}`)),
  };
}

const TEXTS = [
  'started',
  'user logged in',
  'connection lost',
  'retry 1 of 3',
  'disk at 91 %',
  'stopped',
  'cache cleared',
] as const;

function casesOf(random: Chance): Record<'visible' | 'hidden', Record<string, Files>> {
  const at = (minute: number, text: string, second = 0) =>
    `2025-03-${pad(10 + Math.floor(minute / 1_440))} ${pad(Math.floor((minute % 1_440) / 60))}:${pad(minute % 60)}:${pad(second)} ${text}`;
  const some = (count: number, span: number): string => {
    const minutes = drawn(count, () => between(random, 0, span)).toSorted((a, b) => a - b);
    return lines(
      ...minutes.flatMap((minute) => [
        at(minute, random.pick(TEXTS), minute % 2),
        ...(random.below(6) === 0 ? ['  at module.run (line 12)', '  at main'].slice(random.below(2)) : []),
      ]),
    );
  };
  const trace = lines(at(5, 'failed', 1), 'Traceback:', '  line 3', at(9, 'started'), '  (slowly)');
  return {
    visible: {
      'two files': {
        'app.log': lines(at(1, 'started'), at(8, 'stopped')),
        'web.log': lines(at(0, 'started'), at(3, 'user logged in')),
      },
      'a loose line': {
        'app.log': lines(at(1, 'failed'), '  in line 7', at(2_000, 'started')),
        'db.log': lines(at(2, 'stopped')),
      },
    },
    hidden: {
      'one file': { 'mail.log': lines(at(3, 'started'), at(4, 'stopped')) },
      'an empty file': { 'app.log': '', 'db.log': lines(at(7, 'cache cleared')) },
      'same second': {
        'web.log': lines(at(5, 'a first'), at(5, 'b')),
        'app.log': lines(at(5, 'z first'), at(5, 'c'), at(6, 'b')),
        'mail.log': lines(at(5, 'b')),
      },
      'loose lines': {
        'app.log': trace,
        'db.log': lines(at(5, 'failed', 1), 'Traceback:', '  line 4', at(6, 'retry 1 of 3')),
      },
      'loose lines at the top': {
        'app.log': lines('rest of yesterday', 'more of it', at(3, 'started')),
        'db.log': lines('2025-03-10 is no entry', at(2, 'started')),
        'web.log': lines('only this'),
      },
      'over several days': {
        'app.log': lines(at(10, 'started'), at(1_439, 'stopped', 59), at(4_320, 'started')),
        'web.log': lines(at(1_440, 'started'), at(4_319, 'stopped')),
      },
      copies: {
        'a.log': lines(at(1, 'started'), at(1, 'started'), at(2, 'stopped')),
        'b.log': lines(at(1, 'started'), at(2, 'stopped'), '  (by hand)', at(3, 'started')),
      },
      'drawn 1': { 'app.log': some(12, 40), 'web.log': some(12, 40), 'db.log': some(5, 40) },
      'drawn 2': { 'app.log': some(30, 3_000), 'web.log': some(25, 3_000) },
      'many lines': {
        'app.log': some(160, 9_000),
        'db.log': some(140, 8_000),
        'mail.log': some(120, 300),
        'web.log': some(100, 9_000),
      },
    },
  };
}

const STORIES = [
  'has four services on one machine',
  'hosts sites for associations',
  'collects logs from ticket machines',
  'runs the servers of a school',
  'looks after lifts that log everything',
] as const;

export const logMerge = voicedFamily({
  name: 'log-merge',
  category: 'logs',
  dials: DIALS,
  variant: (settings, circumstances) => {
    const { tell, turn, random } = circumstances;
    const story = `${someFirm(random)} ${turn(STORIES)}`;
    return {
      title: {
        merge: tell('Python: merge log files by time', 'One log out of many, please', 'Merging of log files by time'),
        days: tell(
          'Python: log files to one file per day',
          'Sort our logs into days',
          'Division of log files into days',
        ),
        unique: tell(
          'Python: merge log files without repeated entries',
          'Our logs have everything twice',
          'Merging of log files with removal of repetitions',
        ),
      }[settings.task],
      opening: tell(
        `${story}. Script wanted that sorts the log files of a folder.`,
        `${story}. When something goes wrong we have all these log files open side by side, and that has to end. A Python script, please.`,
        `${story}. A Python script shall process the log files of a folder as follows.`,
      ),
      pieces: logMergePieces(circumstances, settings),
      skills: ['Python', 'Scripting'],
      minutes: { merge: 30, days: 40, unique: 40 }[settings.task] + (settings.loose === 'attach' ? 10 : 0),
      programs: logMergePrograms(settings),
      build: (posting, reference) =>
        filesProject(PYTHON, posting, {
          ...casesOf(random),
          answer: (files) => answer(settings, files),
          reference,
          wrong: logMergeWrong(settings),
        }),
    };
  },
});
