/** Task family: subtitle files: read, cleaned, and then shifted, merged, checked or cut. */

import { type Chance, chance } from '../../../server/kernel/prng.ts';
import type { Files } from '../../../server/protocol/arena/acceptance.ts';
import { divideHalfUp } from '../exact-number.ts';
import { filesProject, PYTHON } from '../family.ts';
import { type Rule, ruledProject } from '../ruled-project.ts';
import { type StudyFamily, settingsOf } from '../study-family.ts';
import { alternativeProgram, referenceProgram } from './subtitle-files.programs.ts';
import { DIALS, SOURCES, type Source, TASKS, type Task } from './subtitle-files-texts.ts';

interface Cue {
  readonly start: number;
  readonly end: number;
  readonly lines: readonly string[];
}

function milliseconds(text: string): number {
  const [seconds = '0', minutes = '0', hours = '0'] = text.trim().split(':').toReversed();
  return Number(hours) * 3_600_000 + Number(minutes) * 60_000 + Number(seconds.replace(/[.,]/, ''));
}

function clock(total: number): string {
  const two = (number: number): string => String(Math.floor(number)).padStart(2, '0');
  const time = `${two(total / 3_600_000)}:${two((total / 60_000) % 60)}:${two((total / 1000) % 60)}`;
  return `${time},${String(total % 1000).padStart(3, '0')}`;
}

function cleaned(line: string, source: Source): string {
  if (source === 'vtt') return line;
  if (source === 'tags') return line.replace(/<[^>]*>|\{[^}]*\}/g, '').trim();
  const silent = line
    .replace(/\[[^\]]*\]/g, '')
    .replace(/ +/g, ' ')
    .trim();
  return silent.replace(/^[A-Z][A-Z ]*:/, '').trim();
}

function cuesOf(text: string, source: Source): Cue[] {
  return text.split(/\n\n+/).flatMap((block) => {
    const lines = block.split('\n');
    const at = lines.findIndex((line) => line.includes('-->'));
    if (at < 0 || /^NOTE\b/.test(block)) return [];
    const [start = '', rest = ''] = (lines[at] ?? '').split('-->');
    const kept = lines
      .slice(at + 1)
      .map((line) => cleaned(line, source))
      .filter((line) => line !== '');
    const end = rest.trim().split(' ')[0] ?? '';
    return kept.length === 0 ? [] : [{ start: milliseconds(start), end: milliseconds(end), lines: kept }];
  });
}

const written = (cues: readonly Cue[]): string =>
  cues
    .map(({ start, end, lines }, at) => `${at + 1}\n${clock(start)} --> ${clock(end)}\n${lines.join('\n')}\n`)
    .join('\n');

function merged(cues: readonly Cue[], gap: number, most: number): Cue[] {
  const [first, ...others] = cues;
  if (first === undefined) return [];
  const done: Cue[] = [first];
  for (const cue of others) {
    const last = done.at(-1) ?? cue;
    const text = [...last.lines, ...cue.lines].join(' ');
    if (cue.start - last.end > gap || text.length > most) done.push(cue);
    else done[done.length - 1] = { start: last.start, end: Math.max(last.end, cue.end), lines: [text] };
  }
  return done;
}

function answer(task: Task, source: Source, files: Files): Files {
  const settings = JSON.parse(files['settings.json'] ?? '{}') as Record<string, number>;
  const value = (name: string): number => settings[name] ?? 0;
  const cues = cuesOf(files[source === 'vtt' ? 'film.vtt' : 'film.srt'] ?? '', source);
  if (task === 'shift') {
    const moved = cues.map((cue) => ({
      ...cue,
      start: cue.start + value('shift_ms'),
      end: cue.end + value('shift_ms'),
    }));
    const left = moved.filter(({ end }) => end > 0);
    return { 'out.srt': written(left.map((cue) => ({ ...cue, start: Math.max(0, cue.start) }))) };
  }
  if (task === 'merge') return { 'out.srt': written(merged(cues, value('gap_ms'), value('max_chars'))) };
  if (task === 'split') {
    const cut = value('cut_ms');
    const first = cues.filter(({ start }) => start < cut).map((cue) => ({ ...cue, end: Math.min(cue.end, cut) }));
    const second = cues
      .filter(({ end }) => end > cut)
      .map((cue) => ({ ...cue, start: Math.max(cue.start, cut) - cut, end: cue.end - cut }));
    return { 'part1.srt': written(first), 'part2.srt': written(second) };
  }
  const rows = cues.flatMap(({ start, end, lines }, at) => {
    const chars = lines.join('').length;
    if (chars * 1000 <= value('max_cps') * (end - start)) return [];
    const tenths = divideHalfUp(chars * 10_000, end - start);
    return [`${at + 1},${clock(start).replace(',', '.')},${chars},${Math.floor(tenths / 10)}.${tenths % 10}\n`];
  });
  return { 'report.csv': `number,start,chars,cps\n${rows.join('')}` };
}

type Drawn = readonly (readonly [start: number, end: number, text: string])[];

/** The text of a subtitle file of the form that the variant reads. */
function film(cues: Drawn, source: Source): string {
  if (source !== 'vtt') {
    return cues.map(([start, end, text], at) => `${at + 1}\n${clock(start)} --> ${clock(end)}\n${text}\n`).join('\n');
  }
  const short = (time: number): string => clock(time).replace(',', '.').replace(/^00:/, '');
  const blocks = cues.map(([start, end, text], at) => {
    const name = at % 3 === 1 ? `intro ${at}\n` : '';
    return `${name}${short(start)} --> ${short(end)}${at % 4 === 2 ? ' align:start line:0' : ''}\n${text}\n`;
  });
  return `WEBVTT - a film\n\nNOTE made by hand\n00:01.000 --> 00:02.000\n\n${blocks.join('\n\n')}`;
}

function drawnCues(random: Chance, source: Source, count: number): Drawn {
  let time = random.below(2000);
  return Array.from({ length: count }, () => {
    const start = time + random.pick([0, 40, 80, 120, 1000, 5000]);
    time = start + 400 + random.below(3000);
    return [start, time, random.pick(SOURCES[source].texts)] as const;
  });
}

function rules(task: Task, source: Source, random: Chance): Rule<Files>[] {
  const { told, texts, slips } = SOURCES[source];
  const job = TASKS[task];
  const name = source === 'vtt' ? 'film.vtt' : 'film.srt';
  const files = (cues: Drawn, setting: number): Files => ({
    [name]: film(cues, source),
    'settings.json': `${JSON.stringify(job.settings[setting])}\n`,
  });
  const [one = '', two = '', three = ''] = texts;
  const close: Drawn = [
    [0, 1000, one],
    [1100, 2100, two],
    [2300, 3600, three],
    [3601, 9000, two],
    [9000, 12_345, one],
  ];
  const late: Drawn = [
    [3_599_000, 3_599_999, one],
    [3_600_000, 3_661_001, two],
    [36_000_050, 36_001_000, three],
  ];
  const every: Drawn = texts.map((text, at) => [at * 1500, at * 1500 + 700, text]);
  return [
    {
      told,
      cases: { 'every kind of line': files(every, 0), 'empty file': { ...files([], 0), [name]: '' } },
      slips: slips.filter(([slip]) => task !== 'speed' || slip !== 'keeps-empty-lines'),
    },
    {
      told: job.told,
      cases: {
        'close together': files(close, 0),
        'close together, other settings': files(close, 1),
        'hours and more': files(late, 0),
        'nothing to do': files(close, 2),
        'a second later': files(
          [
            [1000, 2000, SOURCES[source].plain[0]],
            [3000, 3900, SOURCES[source].plain[1]],
          ],
          0,
        ),
        'plain lines': files(
          [
            [1000, 2000, SOURCES[source].plain[0]],
            [2100, 3000, SOURCES[source].plain[1]],
          ],
          1,
        ),
        drawn: files(drawnCues(random, source, 14), 0),
        'drawn, other settings': files(drawnCues(random, source, 20), 1),
        'whole film': files(drawnCues(random, source, 250), 1),
      },
      slips: job.slips,
    },
  ];
}

export const subtitleFiles: StudyFamily = {
  name: 'subtitle-files',
  category: 'text_processing',
  variants: 12,
  build: (seed, index) => {
    const random = chance(seed, 'subtitle-files', index);
    const { task, source } = settingsOf(DIALS, index);
    const job = TASKS[task];
    const name = source === 'vtt' ? 'film.vtt' : 'film.srt';
    const [plain = '', second = ''] = SOURCES[source].plain;
    const sample = (setting: number, times: Drawn): Files => ({
      [name]: film(times, source),
      'settings.json': `${JSON.stringify(job.settings[setting])}\n`,
    });
    const house = random.pick(['Nordlys Film', 'Studio Marabu', 'Reel Two', 'Kinema Nine', 'Parallax Media']);
    return ruledProject<Files>(
      {
        family: subtitleFiles,
        index,
        seed,
        title: `${job.title} (${SOURCES[source].title})`,
        opening: [
          `Python script solution.py, run in a folder with ${name} and settings.json; it writes ${job.outputs}. Times are hours:minutes:seconds with three decimals.`,
          `Hello from ${house}! We need a script, solution.py in Python, for our subtitles. It runs in the folder where ${name} and a settings.json lie and leaves ${job.outputs} there.`,
          `${house} requests a Python program solution.py which reads ${name} and settings.json from the working directory and creates ${job.outputs}.`,
        ],
        rules: rules(task, source, random),
        closing: [
          `${job.form[0]} Cues are in order of start and end after they start. ASCII only, "\\n" line ends.`,
          `${job.form[1]} You can rely on cues being sorted by their start and none ending before it starts, and on plain ASCII text with "\\n" at line ends.`,
          `${job.form[2]} Cues are given in order of their start; every end lies after its start. Files are ASCII with "\\n" as line terminator.`,
        ],
        skills: ['Python', 'Subtitling', 'Text Processing'],
        estimatedMinutes: job.minutes + (source === 'vtt' ? 30 : 15),
        visible: {
          'two cues': sample(0, [
            [1500, 3000, plain],
            [3650, 4800, second],
          ]),
          'three cues': sample(1, [
            [500, 1200, second],
            [6000, 8950, plain],
            [9350, 11_000, second],
          ]),
        },
        reference: referenceProgram(task, source),
        alternative: {
          how: 'A reader that goes line by line as a small state machine, with other arithmetic for the times.',
          program: alternativeProgram(task, source),
        },
      },
      (posting, parts) => filesProject(PYTHON, posting, { ...parts, answer: (files) => answer(task, source, files) }),
    );
  },
};
