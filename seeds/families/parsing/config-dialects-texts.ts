/** What the family `config-dialects` asks for, in three voices, with its dials and slips. */

import type { Slip, Told } from '../ruled-project.ts';

export const DIALS = {
  dialect: ['sections', 'typed', 'indented', 'properties'],
  use: ['list', 'lookup', 'layers'],
} as const;

export type Dialect = (typeof DIALS)['dialect'][number];
export type Use = (typeof DIALS)['use'][number];

interface DialectText {
  readonly title: string;
  readonly minutes: number;
  readonly told: Told;
  /** Blocks of lines; N stands for a number. */
  readonly stock: readonly (readonly string[])[];
  readonly plain: readonly string[];
  readonly samples: readonly (readonly string[])[];
  readonly broken: readonly string[];
  readonly paths: readonly string[];
  readonly slips: readonly Slip[];
}

export const DIALECTS: Readonly<Record<Dialect, DialectText>> = {
  sections: {
    title: 'sections and comments',
    minutes: 45,
    told: [
      'Lines (blanks at both ends dropped): empty, or comment starting with ";" or "#"; heading "[name]" (letters, digits, "_", blanks; ends trimmed); setting "key = value" (blanks around "=" optional; key: letters, digits, "_"). A blank and ";" in a value starts a comment: cut there, trim. Headings and keys in small letters. Path = heading + "." + key, before any heading just the key. The same path again: last value wins. Any other line is an error.',
      'A line can be empty; a comment, which starts with a semicolon or a hash; a heading in square brackets, made of letters, digits, underscores and blanks; or a setting, which is a key of letters, digits and underscores, an equals sign, and a value that may be empty. Blanks at the ends of lines, of headings and around the equals sign mean nothing. In a value a blank with a semicolon right after it begins a comment, to be cut off. Headings and keys become small letters. The path of a setting is the heading it is under, a dot and its key, or the key alone if there was no heading yet. When a path comes again the later value holds. Every other line is an error.',
      'After removal of surrounding spaces, a line is: empty; a comment beginning with ";" or "#"; a heading "[" name "]", the name consisting of letters, digits, "_" and spaces, trimmed; or a setting key "=" value, the key consisting of letters, digits and "_", spaces around "=" being insignificant. A value ends before the first " ;" and is trimmed. Headings and keys are converted to lower case. The path of a setting is heading "." key, or key before any heading. A repeated path takes the last value. All other lines are errors.',
    ],
    stock: [
      ['[Server N]', 'Port = 80N', 'host=h ; main'],
      ['; remark N', 'name_N = a = b'],
      ['  [ logN ]', '  Level=  info;x', 'Level = N'],
      ['', '# N', 'empty ='],
      ['K1=v;w ;x ;y'],
    ],
    plain: ['mode = test', '[server]', 'port = 80N', 'host = alpha'],
    samples: [
      ['a=1', '[S]', 'A = 2', '[s]', 'a=3'],
      ['[x y]', 'k = ;all comment', 'k2 = ; c', 'k3 =v ; c ; d'],
      ['[A]', ' B = C D ', '[b]', '[A]', 'b=later'],
    ],
    broken: ['no sign', '= value', '[open', 'two words = 1', '[a.b]', '[x] y=1', 'a-b=1'],
    paths: ['mode', 'server.port', 'server', 'server 1.port', 'log1.level', 'log1.k1', 's.a'],
    slips: [
      [
        'first-value-wins',
        'The last value of a path wins.',
        'settings[section + key.lower()] = ',
        'settings.setdefault(section + key.lower(), "")\n        settings[section + key.lower()] = settings[section + key.lower()] or ',
      ],
      ['any-semicolon', 'A comment in a value starts with a blank and a semicolon.', "split(' ;')", "split(';')"],
    ],
  },
  typed: {
    title: 'typed values and tables',
    minutes: 60,
    told: [
      'Lines: empty, or comment starting with "#"; table "[a.b]" (names of a-z, 0-9, "_" joined by dots); setting "key = value" (exactly one blank on each side of "=", no blanks before the key; key like a name). Values: text in double quotes, in which \\" \\\\ and \\n (line break) are the only escapes and a bare quote or backslash cannot occur; true; false; whole numbers without leading zeros ("-0" is none). Path = table + "." + key, before any table just the key. The same path twice is an error, the same table twice is not. Any other line is an error. In the output a text stands without quotes and escapes, a line break in it as "|".',
      'A line can be empty; a comment that starts with a hash; a table in square brackets, one or more names of small letters, digits and underscores with dots between; or a setting: a name, blank, equals sign, blank, value, starting at the very left. The value is a text in double quotes, or true, or false, or a whole number (minus allowed, no zeros in front and no -0). Inside a text a quote is written \\", a backslash \\\\ and a line break \\n, and no other backslashes are allowed. The path is the table, a dot and the name, or the name alone before the first table. A table may be opened again, but the same path a second time is an error, and so is every other line. When you print a text leave out the quotes, undo the escapes, and show a line break as "|".',
      'A line is: empty; a comment beginning with "#"; a table header "[" name {"." name} "]"; or a setting name " = " value without leading spaces; names consist of a-z, 0-9 and "_". A value is a string in double quotes, containing the escapes \\", \\\\ and \\n (line break) and otherwise neither quotes nor backslashes; true; false; or an integer without leading zeros, "-0" excluded. The path of a setting is table "." name, or name before any table. Repetition of a path is an error, repetition of a table is not. All other lines are errors. Strings are output without quotes and with escapes resolved, a line break being output as "|".',
    ],
    stock: [
      ['[server.tN]', 'port = 80N', 'open = true'],
      ['# remark N'],
      ['name_N = "a \\"b\\" c"', ''],
      ['[logN]', 'path = "c:\\\\temp\\nN"', 'level = -N1'],
      ['emptyN = ""', 'zeroN = 0'],
    ],
    plain: ['mode = "test"', '[server]', 'port = 80N', 'host = "alpha"'],
    samples: [
      ['a = 1', 'b = 2', 'a = 1'],
      ['a = 1', '[s]', 'a = 2', '[t]', '[s]', 'b = false'],
      ['k = "#no comment [x] = 1"', 'k2 = "\\\\n"', 'k3 = "\\n\\n"'],
      ['[a.b.c]', 'd = "e"', '[a]', 'b = 1'],
    ],
    broken: [
      'a=1',
      'a = 01',
      ' a = 1',
      'a = "x" # c',
      'a = "x',
      'a = "\\t"',
      'A = 1',
      '[a..b]',
      'a = -0',
      'a = True',
      'a = "b"c"',
    ],
    paths: ['mode', 'server.port', 'server', 'server.t1.port', 'log1', 's.a'],
    slips: [
      ['repeats-allowed', 'The same path twice is an error.', 'if path in settings:', 'if False:'],
      ['leading-zeros', 'A number has no leading zeros.', '0|-?[1-9][0-9]*', '-?[0-9]+'],
    ],
  },
  indented: {
    title: 'indented blocks',
    minutes: 75,
    told: [
      'Lines: empty or of blanks only, or comment with "#" as first sign after blanks; else "name:" or "name: value" (name of a-z, 0-9, "_"; one blank, then the value as it stands) with two blanks of indent per level. A line one level deeper belongs to the line before it, which must have no value (nothing after "name:"); going back any number of levels is fine; deeper by more than one level, or an odd indent, is an error. Path = all names from the outermost joined by ".". Every line is a setting, a value may be empty. The same path twice is an error. Any other line is an error.',
      'A line can be blank, or a comment, whose first sign other than blanks is a hash; otherwise it is a name of small letters, digits and underscores, a colon, and perhaps one blank and a value. What belongs to something is indented by two blanks more than it. So a line may be one level deeper than the one before if that one has no value; it may go back as many levels as it likes; but deeper by two levels, deeper below a line that has a value, or indented by an odd number of blanks is an error. The path is all the names from the outside to the inside with dots between. Each line with a name is a setting, if need be with an empty value. If a path comes twice that is an error, and so is every other line.',
      'A line is: blank; a comment, its first non-space character being "#"; or name ":" [" " value], the name consisting of a-z, 0-9 and "_", indented by two spaces per level. Level 0 is the outermost. A line may be one level deeper than the preceding setting only if the latter has no value; it may be at any shallower or equal level. Its path consists of the names of the enclosing lines and its own, joined by ".". Every such line is a setting with a possibly empty value. Repetition of a path, other indentation and all other lines are errors.',
    ],
    stock: [
      ['serverN:', '  port: 80N', '  tls:', '    key: a: b', '  host: hN'],
      ['# remark N', 'nameN: two words'],
      ['logN:', '', '   # deeper remark', '  level: N'],
      ['emptyN:'],
      ['deepN:', '  b:', '    c:', '      d: #N'],
    ],
    plain: ['mode: test', 'server:', '  port: 80N', '  host: alpha'],
    samples: [
      ['a: 1', 'b: 2', 'a: 3'],
      ['a:', '  b:', '    c: 1', 'd: 2', 'e:', '  b: 3'],
      ['a: ', '  b: under an empty value', 'c:  two blanks'],
      ['x:', '  y:', '  z: 1', '  w:', '    v: 2', '  u: 3'],
    ],
    broken: ['bad line', ' odd: 1', '    far: 1', 'A: 1', 'a:1', '        deep: 1', ': x', 'a b: c', '\tt: 1'],
    paths: ['mode', 'server.port', 'server', 'server1.tls', 'log1.level', 'a.b'],
    slips: [
      ['below-a-value', 'Only a line without a value has others below.', 'or (depth == len(names) and not opened)', ''],
      ['repeats-allowed', 'The same path twice is an error.', 'if path in settings:', 'if False:'],
    ],
  },
  properties: {
    title: 'properties with continued lines',
    minutes: 50,
    told: [
      'Lines (blanks at the start dropped): empty, or comment starting with "#" or "!"; else key and value. A line that ends in a backslash goes on in the next: drop the backslash and the next line\'s blanks at its start and join (also over several lines; a comment sign means nothing there); a backslash on the last line of the file is an error in that line. key: letters, digits, "_", "."; then "=", ":" or at least one blank, blanks around allowed; the rest is the value, maybe empty. Path = key. The same path again: last value wins. Any other line is an error; of a joined line the last of its lines is named.',
      'Blanks at the start of lines mean nothing. A line can be empty, or a comment that starts with a hash or an exclamation mark; all others are a key and a value. If a line (not a comment) ends with a backslash it is continued: take the backslash away, take the blanks at the start of the following line away and put them together, as often as needed. Within a continued line a hash does not start a comment. If the very last line of the file ends in a backslash, that line is an error. The key has letters, digits, underscores and dots, and between it and the value stands an equals sign, a colon, or just blanks; blanks around the sign are ignored, and the value may be empty. The key is the path, and when it comes again the later value holds. Everything else is an error, in the last line of those put together.',
      'Leading spaces are insignificant. A line is empty, a comment beginning with "#" or "!", or an entry. An entry ending with a backslash is continued: the backslash and the leading spaces of the next line are removed and both are joined, repeatedly; comment signs have no meaning in continuations. A backslash ending the last line of the file is an error of that line. An entry consists of a key (letters, digits, "_", "."), a separator ("=" or ":" with optional spaces around, or one or more spaces) and a possibly empty value. The path is the key; a repeated path takes the last value. All other entries are errors, reported for the last line of the entry.',
    ],
    stock: [
      ['server.N.port = 80N', 'server.N.host:hN'],
      ['# remark N \\', '! more N'],
      ['name.N a = b'],
      ['long.N = one, \\', '    two, \\', '  # three N'],
      ['  empty.N =', 'e2.N:  ', ''],
      ['path.N : c:\\temp\\x'],
    ],
    plain: ['mode = test', 'server.port = 80N', 'server.host = alpha'],
    samples: [
      ['a=1', 'a : 2', 'a 3'],
      ['k\\', 'ey = spl\\', '   it', 'b=c'],
      ['x==1', 'y=:2', 'z  = 3', 'w :4'],
    ],
    broken: ['alone', '= value', 'end = \\', 'a-b = 1', 'ä=1'.replace('ä', '?'), ':x', 'two\\'],
    paths: ['mode', 'server.port', 'server', 'server.1', 'name.1', 'long.1', 'a'],
    slips: [
      [
        'comments-continue',
        'A comment is not continued.',
        "if not entry and line[:1] in ('', '#', '!'):",
        "if not entry and line[:1] in ('', '#', '!') and line[-1:] != '\\\\':",
      ],
      [
        'indent-stays',
        'Blanks at the start of the next line are dropped.',
        'line = raw.strip()',
        'line = raw.rstrip() if entry else raw.strip()',
      ],
    ],
  },
};

export const USES: Readonly<Record<Use, { title: string; minutes: number; told: Told; slips: readonly Slip[] }>> = {
  list: {
    title: 'List all settings of a file',
    minutes: 15,
    told: [
      'out.txt: "path=value" per setting, sorted by path (character codes), then a line "N settings". If base.conf has an error: only the line "base.conf: error in line N" for the first one (lines from 1).',
      'In out.txt I want one line "path=value" for every setting, sorted by the paths in ASCII order, and at the end "12 settings" (or however many). If there is an error in base.conf, nothing but the line "base.conf: error in line 7" with the number of the first wrong line, counting from 1.',
      'out.txt contains "path=value" for each setting in code point order of paths, followed by "N settings". If base.conf contains an error, out.txt consists of "base.conf: error in line N" only, N being the number of the first such line, from 1.',
    ],
    slips: [['in-file-order', 'Settings are sorted.', 'in sorted(settings)', 'in settings']],
  },
  lookup: {
    title: 'Look settings up by path',
    minutes: 25,
    told: [
      'paths.txt: one path per line. out.txt: per line, in order, "path: value"; if there is no such setting but G settings below it (path + "." at their start), "path: group of G"; else "path: missing". If base.conf has an error: only the line "base.conf: error in line N" for the first one (lines from 1).',
      'In paths.txt there is a path on every line, and out.txt answers them one by one, in order: "path: value" if there is such a setting, otherwise "path: group of 3" if three settings lie below it (their paths go on with a dot after it), otherwise "path: missing". If there is an error in base.conf, nothing but the line "base.conf: error in line 7" with the number of the first wrong line, counting from 1.',
      'For each line of paths.txt, a path, out.txt contains in order: "path: value" if it is that of a setting; otherwise "path: group of G" if G > 0 settings have paths beginning with it and "."; otherwise "path: missing". If base.conf contains an error, out.txt consists of "base.conf: error in line N" only, N being the number of the first such line, from 1.',
    ],
    slips: [
      ['any-beginning', 'A group is below the path and a dot.', "name.startswith(path + '.')", 'name.startswith(path)'],
    ],
  },
  layers: {
    title: 'Lay local settings over the base',
    minutes: 30,
    told: [
      'out.txt: "path=value" for all paths of both files, sorted by path (character codes); the value of local.conf wins. In front of each line "+" if the path is only in local.conf, "*" if local.conf changes the value, else a blank. If a file has an error: only the line "NAME: error in line N" for the first one (lines from 1), base.conf before local.conf.',
      'out.txt has one line "path=value" for every path that is in either file, sorted in ASCII order of the paths, with the value from local.conf where both have one. The line starts with a plus if the path is new in local.conf, with a star if local.conf has another value for it, and with a blank otherwise. If a file has an error, out.txt is nothing but "local.conf: error in line 7" (or base.conf), with the first wrong line counted from 1; when both have errors, base.conf is named.',
      'out.txt contains "path=value" for every path occurring in either file, in code point order of paths, the value of local.conf taking precedence. Each line is prefixed by "+" if the path occurs in local.conf only, by "*" if local.conf assigns a different value, and by a space otherwise. If a file contains an error, out.txt consists of "<file name>: error in line N" only, for the first such line, from 1; base.conf is examined first.',
    ],
    slips: [['star-for-equal-values', 'A star is for another value.', 'base[path] != merged[path]', 'path in local']],
  },
};
