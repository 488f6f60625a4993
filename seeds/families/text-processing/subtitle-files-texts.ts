/** What the family `subtitle-files` asks for, in three voices, with its dials and slips. */

import type { Slip, Told } from '../ruled-project.ts';

export const DIALS = { task: ['shift', 'merge', 'speed', 'split'], source: ['tags', 'sound', 'vtt'] } as const;

export type Task = (typeof DIALS)['task'][number];
export type Source = (typeof DIALS)['source'][number];

interface SourceText {
  readonly title: string;
  readonly told: Told;
  /** Texts of cues in which every rule of cleaning is met. */
  readonly texts: readonly string[];
  readonly plain: readonly [string, string];
  readonly slips: readonly Slip[];
}

export const SOURCES: Readonly<Record<Source, SourceText>> = {
  tags: {
    title: 'SRT with formatting tags',
    told: [
      'Input is SRT: blocks separated by one or more empty lines; number, "HH:MM:SS,mmm --> HH:MM:SS,mmm", then text lines. From every text line delete <...> (from "<" to the next ">") and {...} likewise, then blanks at both ends; drop lines that are empty now, and cues without lines. Do this first.',
      'The film is an SRT file, you know: a number, a line like 00:01:02,500 --> 00:01:04,000, the text lines, and at least one empty line before the next cue. Our old editor has left formatting in it. Before anything else please take out of every text line whatever stands in <pointed> or {curly} brackets, brackets included (up to the next closing one), and blanks at both ends. A line that is empty after that goes, a cue without any line goes as well.',
      'The input is an SRT file: cues, separated by one or more empty lines, each consisting of a number, a line HH:MM:SS,mmm --> HH:MM:SS,mmm and lines of text. Prior to processing, all substrings from "<" to the next ">" and from "{" to the next "}" shall be deleted from the text lines, and leading and trailing spaces thereafter; lines thereby empty, and cues thereby without lines, shall be discarded.',
    ],
    texts: [
      '<i>Where are you?</i>',
      '{\\an8}Over here!\n<font color="red"> Quick </font>',
      '<b></b>',
      'No tags\n{\\pos(1,2)}\nat all',
      '5 > 4 and <i>so on',
      '-Yes.\n-<i>No</i>, never <b>again</b>!',
    ],
    plain: ['Good evening.', 'You are late.\nIt is nine.'],
    slips: [
      ['keeps-curly-brackets', 'Curly brackets are deleted too.', "|[{][^}]*[}]'", "'"],
      [
        'keeps-empty-lines',
        'Lines without text are dropped.',
        'lines = [line for line in lines if line]',
        'lines = lines if any(lines) else []',
      ],
    ],
  },
  sound: {
    title: 'SRT for the hard of hearing',
    told: [
      'Input is SRT: blocks separated by one or more empty lines; number, "HH:MM:SS,mmm --> HH:MM:SS,mmm", then text lines. Clean each text line first: delete [...] (up to the next "]"), make runs of blanks one blank, strip; then delete a speaker at the start (a capital letter, further capital letters or blanks, then ":") and strip again. Drop empty lines, and cues without lines.',
      'The film is an SRT file made for people who cannot hear well: number, a line such as 00:01:02,500 --> 00:01:04,000, text, and empty lines between cues. We need it without the extras. In every text line take out the noises in square brackets [door slams], squeeze blanks that follow each other into one and trim the line. If it then starts with the name of a speaker in capitals and a colon (MARY: or OLD MAN:, only capital letters and blanks, first a letter) take that off as well and trim again. Lines with nothing left go, and cues with no lines go.',
      'The input is an SRT file: cues, separated by one or more empty lines, each consisting of a number, a line HH:MM:SS,mmm --> HH:MM:SS,mmm and lines of text. Each text line shall be normalised first, in this order: substrings from "[" to the next "]" are deleted; runs of spaces become one; spaces at both ends are removed; a prefix made of a letter A-Z, any number of letters A-Z or spaces and ":" is deleted; spaces at both ends are removed. Empty lines and cues without lines are discarded.',
    ],
    texts: [
      '[door slams] Who is there?',
      'MARY: It is only me.\nOLD MAN : Ah. [sighs] Come in.',
      '[music]',
      'MARY:\n[laughs]',
      'Mary: no speaker\n9 AM: neither',
      '[loud] JOHN: [quiet] Now?',
    ],
    plain: ['Good evening.', 'You are late.\nIt is nine.'],
    slips: [
      ['speaker-in-small-letters', 'Speakers are written in capitals.', "'[A-Z][A-Z ]*:'", "'[A-Z][A-Za-z ]*:'"],
      ['cues-without-lines-stay', 'A cue without lines is dropped.', 'if lines:', 'if True:'],
    ],
  },
  vtt: {
    title: 'from WebVTT',
    told: [
      'Input is WebVTT: blocks separated by one or more empty lines. The block that starts with WEBVTT and blocks that start with NOTE are no cues. A cue: maybe a line with a name, then "start --> end", then text lines, kept as they are. Times are MM:SS.mmm or HH:MM:SS.mmm; behind the end there may be a blank and settings, to be ignored. Output times always have hours.',
      'The film comes as WebVTT. There, blocks are separated by one or more empty lines; the first one begins with WEBVTT and is a heading, and those that begin with NOTE are remarks: neither are cues (even if a remark has an arrow in it). A cue may have a name on a line of its own before the line with the times, and text lines after it, which stay as they are. Times have a point before the milliseconds and the hours may be missing; what follows the second time, after a blank, are settings that you can forget. What you write out always has the hours.',
      'The input is a WebVTT file: blocks separated by one or more empty lines. Blocks beginning with WEBVTT or NOTE shall be ignored. Any other block is a cue: an optional line with an identifier, a line "start --> end" optionally followed by a space and settings (to be ignored), and lines of text (to be preserved). Times read MM:SS.mmm or HH:MM:SS.mmm. Times in the output always include hours.',
    ],
    texts: [
      'Where are you?',
      'Over here!\n  Quick',
      '<i>Italic</i> stays',
      '[noise]\n- Yes.',
      'NOTEWORTHY: this is text',
      'A --> B',
    ],
    plain: ['Good evening.', 'You are late.\nIt is nine.'],
    slips: [
      ['remarks-are-cues', 'Blocks that start with NOTE are no cues.', "('WEBVTT', 'NOTE')", "('WEBVTT', 'REMARK')"],
      ['first-line-is-a-time', 'A cue may have a name.', "while '-->' not in lines[0]:", 'if lines[0].isdigit():'],
    ],
  },
};

const SRT_FORM: Told = [
  'SRT output: cues numbered from 1, "HH:MM:SS,mmm --> HH:MM:SS,mmm", text lines, one empty line between cues, a line end after the last line; no cues: empty file.',
  'The SRT we get must be numbered from 1, with times like 00:01:02,500 --> 00:01:04,000, exactly one empty line between two cues and a line end after the very last line. If there is no cue the file is empty.',
  'SRT output: each cue consists of its number (from 1), "HH:MM:SS,mmm --> HH:MM:SS,mmm" and its lines; exactly one empty line separates cues; every line ends with "\\n"; a file without cues is empty.',
];

interface TaskText {
  readonly title: string;
  readonly outputs: string;
  readonly minutes: number;
  readonly told: Told;
  readonly form: Told;
  readonly settings: readonly [
    usual: Record<string, number>,
    other: Record<string, number>,
    idle: Record<string, number>,
  ];
  readonly slips: readonly Slip[];
}

export const TASKS: Readonly<Record<Task, TaskText>> = {
  shift: {
    title: 'Shift all subtitles of a film',
    outputs: 'out.srt',
    minutes: 45,
    told: [
      'settings.json: {"shift_ms": n}. Add n milliseconds (may be negative) to all starts and ends. Cues whose new end is 0 or less are dropped, negative starts become 0.',
      'In settings.json there is one number, shift_ms: so many milliseconds all starts and ends have to move, forward or, if it is negative, back. A cue that would end at zero or before is gone, and one that would begin before zero begins at zero.',
      'settings.json contains the integer shift_ms, possibly negative, which shall be added to every start and end time in milliseconds. Cues whose end is then not greater than zero shall be discarded; a start less than zero shall be replaced by zero.',
    ],
    form: SRT_FORM,
    settings: [{ shift_ms: -2100 }, { shift_ms: 2750 }, { shift_ms: 0 }],
    slips: [
      [
        'drops-by-start',
        'A cue is dropped only when its end is at zero or before.',
        'if end + shift > 0:',
        'if start + shift >= 0:',
      ],
      ['ends-at-zero', 'A cue that ends at zero is dropped.', 'end + shift > 0', 'end + shift >= 0'],
    ],
  },
  merge: {
    title: 'Merge short subtitles',
    outputs: 'out.srt',
    minutes: 75,
    told: [
      'settings.json: {"gap_ms": g, "max_chars": m}. Go through the cues in order. A cue is merged into the one before (itself possibly merged) if it starts no more than g ms after that one ends (also if it starts earlier) and all their lines joined by a blank have at most m characters: the result is one line, that text, with the first start and the later end. Cues that were not merged keep their lines.',
      'In settings.json you find gap_ms and max_chars. Walk through the cues one after the other: when a cue begins at most gap_ms milliseconds after the end of the one before (or overlaps it) and the lines of both, put behind each other with a blank between all of them, have no more than max_chars characters, then both become one cue with that single line, from the first start to whichever end is later. And the next cue is compared with this new one. Cues nobody merged keep their lines.',
      'settings.json contains gap_ms and max_chars. Cues are processed in order. A cue shall be merged with the preceding output cue if its start minus the end of that cue is at most gap_ms (it may be negative) and the text formed by joining all lines of both with single spaces has at most max_chars characters. The merged cue has this text as its only line, the start of the preceding cue and the greater of both ends. Cues not merged retain their lines.',
    ],
    form: SRT_FORM,
    settings: [
      { gap_ms: 1000, max_chars: 60 },
      { gap_ms: 200, max_chars: 38 },
      { gap_ms: -9000, max_chars: 500 },
    ],
    slips: [
      [
        'gap-not-included',
        'A gap of exactly gap_ms is merged.',
        "start - done[-1][1] <= settings['gap_ms']",
        "start - done[-1][1] < settings['gap_ms']",
      ],
      [
        'forgets-the-blank',
        'The joining blanks count.',
        "len(text) <= settings['max_chars']",
        "len(''.join(before + lines)) <= settings['max_chars']",
      ],
    ],
  },
  speed: {
    title: 'Report subtitles that are too fast to read',
    outputs: 'report.csv',
    minutes: 60,
    told: [
      'settings.json: {"max_cps": n}. report.csv: header number,start,chars,cps and a row for each cue with more than n characters per second, in order. number: position among the remaining cues, from 1. start: HH:MM:SS.mmm (with a point). chars: characters of all lines, blanks included, line ends not. cps: chars divided by the seconds on screen, one decimal, half up. Compare exactly, not the rounded figure.',
      'max_cps in settings.json is how many characters per second people can read. List the cues that have more (the exact figure counts, before rounding) in report.csv with the heading number,start,chars,cps: the number of the cue among those that are left after the cleaning, counted from 1; its start as 00:01:02.500, here with a point; the characters of all its lines with blanks but without line ends; and the characters per second with one decimal, where a five in the next place rounds up.',
      'settings.json contains max_cps. report.csv shall have the header number,start,chars,cps and one row, in input order, per cue whose characters per second exceed max_cps, compared without rounding. number is the ordinal of the cue among the cues not discarded; start has the form HH:MM:SS.mmm; chars is the total length of its lines without terminators; cps is chars per second of display, rounded half up to one decimal, always shown.',
    ],
    form: [
      'Rows end with a newline. Without rows the header stands alone.',
      'A plain CSV, comma, no quotes, every row ends with a line end; the heading is there even if no cue is too fast.',
      'The report is comma-separated and unquoted; each row ends with "\\n"; the header is always present.',
    ],
    settings: [{ max_cps: 12 }, { max_cps: 7 }, { max_cps: 900 }],
    slips: [
      [
        'compares-rounded',
        'The exact figure is compared.',
        "chars * 1000 > settings['max_cps'] * shown",
        "round(chars * 1000 / shown) > settings['max_cps']",
      ],
      ['line-ends-count', 'Line ends are no characters.', 'sum(map(len, lines))', "len('|'.join(lines))"],
    ],
  },
  split: {
    title: 'Cut subtitles into two parts',
    outputs: 'part1.srt and part2.srt',
    minutes: 50,
    told: [
      'settings.json: {"cut_ms": t}. part1.srt: cues that start before t, ends after t become t. part2.srt: cues that end after t, with t subtracted from start and end, negative starts become 0. A cue that goes across t is in both. Both are numbered from 1.',
      'The film is cut in two at cut_ms milliseconds (in settings.json). Cues that begin before the cut belong in part1.srt and end at the cut at the latest. Cues that end after the cut belong in part2.srt; there the clock starts anew at the cut, so subtract it, and whatever was on screen already starts at zero. A cue may well be in both. Each part counts from 1.',
      'settings.json contains cut_ms. part1.srt shall contain the cues starting before cut_ms, their ends limited to cut_ms; part2.srt those ending after cut_ms, their times reduced by cut_ms with starts no less than zero. A cue may be contained in both. Numbering starts from 1 in each.',
    ],
    form: SRT_FORM,
    settings: [{ cut_ms: 3600 }, { cut_ms: 9000 }, { cut_ms: 99_000_000 }],
    slips: [
      ['each-cue-in-one-part', 'A cue across the cut is in both parts.', 'end > low', 'start >= low'],
      [
        'times-keep-running',
        'The clock of part two starts at the cut.',
        '(max(start, low) - low, min(end, high) - low, lines)',
        '(max(start, low), min(end, high), lines)',
      ],
    ],
  },
};
