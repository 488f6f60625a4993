/** Task family: configuration files (INI with inheritance to JSON; environment files with references). */

import { type Chance, chance } from '../../server/kernel/prng.ts';
import type { Files, Json } from '../../server/protocol/arena/acceptance.ts';
import type { ProjectPackage } from '../../server/protocol/arena/project-package.ts';
import { configParsingAnswers } from './config-parsing.answers.ts';
import { environmentReference, environmentWrong, settingsReference, settingsWrong } from './config-parsing.programs.ts';
import { type Family, filesProject, functionProject, lines, type Posting, PYTHON } from './family.ts';

const FAMILY = 'config-parsing';

const settingsPosting: Posting = {
  slug: `${FAMILY}-1`,
  family: FAMILY,
  title: 'Convert settings.ini with inherited sections to settings.json',
  description: `
Our old application reads an INI file with a home-grown extension: sections can inherit from other sections. The new application wants JSON. Please write a conversion script solution.py that reads settings.ini from the current folder and writes settings.json into it (UTF-8 both). Python 3.13, no third-party modules. (configparser did not work for us because of the inheritance.)

Format of settings.ini:

1. Blank lines are skipped, and so are lines whose first character other than a blank is # or ;. There are no comments behind a value.
2. [name] begins a section, [name : parent] begins a section that inherits from another one. Blanks around both names are dropped. Section names are case sensitive.
3. key = value. The key ends at the first equals sign; the value may contain further ones. Blanks around key and value are dropped. Keys are not case sensitive and are written in lower case to the JSON. If a key comes twice in a section the last one counts. The value may be empty.
4. If a section appears again its keys are added to the earlier ones. If it names a parent again, the last parent named counts.
5. A section has all values of its parent (which may inherit itself, to any depth) and its own values on top. The parent may stand further down in the file. Parents always exist and there are no circles.
6. Sections whose name starts with an underscore are templates. One can inherit from them but they are not written to the JSON.

Types in the JSON: a value in double quotes becomes the text between them, unchanged. Otherwise true/yes/on become true, false/no/off become false (any case), whole numbers (digits with an optional minus sign) become numbers, and everything else stays text, also 3.5 and the empty value.

settings.json is one object: section name -> object of key -> value. Order and indentation of the JSON are up to you. An empty settings.ini gives {}.`,
  skills: ['Python', 'JSON', 'Software Development'],
  bracket: 'simple',
  postedPriceCents: 14_000,
  estimatedMinutes: 60,
};

/** Walks from a section up to its oldest ancestor, then lays the values on top of each other downwards. */
function convertSettings(files: Files): Files {
  const own = new Map<string, Map<string, string>>();
  const parents = new Map<string, string>();
  let section = '';
  for (const line of (files['settings.ini'] ?? '').split('\n').map((text) => text.trim())) {
    const head = /^\[([^:]*)(?::(.*))?\]$/.exec(line);
    const pair = /^([^=]*)=(.*)$/.exec(line);
    if (line === '' || /^[#;]/.test(line)) continue;
    if (head) {
      section = (head[1] ?? '').trim();
      own.set(section, own.get(section) ?? new Map());
      if (head[2] !== undefined) parents.set(section, head[2].trim());
    } else if (pair) own.get(section)?.set((pair[1] ?? '').trim().toLowerCase(), (pair[2] ?? '').trim());
  }
  const result: Record<string, Json> = {};
  for (const name of own.keys()) {
    if (name.startsWith('_')) continue;
    const line: string[] = [];
    for (let at: string | undefined = name; at !== undefined; at = parents.get(at)) line.unshift(at);
    const values = line.flatMap((ancestor) => [...(own.get(ancestor) ?? [])]);
    result[name] = Object.fromEntries(values.map(([key, text]) => [key, typedValue(text)]));
  }
  return { 'settings.json': JSON.stringify(result) };
}

function typedValue(text: string): Json {
  if (/^".*"$/.test(text)) return text.slice(1, -1);
  if (/^(true|yes|on)$/i.test(text)) return true;
  if (/^(false|no|off)$/i.test(text)) return false;
  return /^-?\d+$/.test(text) ? Number(text) : text;
}

function drawnSettings(random: Chance, sections: number, keys: number): Files {
  const names = random.shuffle(Array.from({ length: sections }, (_, at) => `${random.pick(['', '_'])}part${at}`));
  const rows = names.map((name, at) => {
    const parent = at > 0 && random.below(3) > 0 ? ` : ${names[random.below(at)]}` : '';
    const values = Array.from(
      { length: keys },
      () =>
        `${random.pick(['Host', 'port', 'DEBUG', 'path', 'retries'])} = ${random.pick(['yes', 'Off', '-3', '8080', '"42"', 'a=b', '3.5', ''])}`,
    );
    return lines(`[${name}${parent}]`, ...values);
  });
  return { 'settings.ini': random.shuffle(rows).join('\n') };
}

function settingsProject(seed: string): ProjectPackage {
  const random = chance(seed, FAMILY, 'settings');
  const ini = (...rows: string[]): Files => ({ 'settings.ini': lines(...rows) });
  return filesProject(PYTHON, settingsPosting, {
    comparator: { kind: 'json' },
    answer: convertSettings,
    visible: {
      'two sections': ini(
        '# main',
        '[server]',
        'host = example.org',
        'port=8080',
        '',
        '[log]',
        'debug = Yes',
        'file = "app.log"',
      ),
      'simple inheritance': ini('[base]', 'retries = 3', 'Mode = slow', '[fast : base]', 'mode = fast'),
    },
    hidden: {
      'empty file': { 'settings.ini': '' },
      'only comments': ini('; nothing', '  # here', ''),
      'section without keys': ini('[a]', '[b : a]'),
      'grandparents below': ini('[c:b]', 'x = 1', '[b : a]', 'y = 2', 'x = 9', '[a]', 'z = on', 'y = 7'),
      'templates are left out': ini('[_base]', 'k = 1', '[x:_base]', '[_y : _base]', 'k = 2', '[z : _y]'),
      'quotes keep text': ini('[a]', 'x = "007"', 'y = "yes"', 'z = " padded "', 'w = ""', 'v = "'),
      types: ini('[a]', 'a = TRUE', 'b = no', 'c = -12', 'd = 3.5', 'e =', 'f = +5', 'g = 0', 'h = oN', 'i = - 1'),
      'equals signs in values': ini('[a]', 'url = http://x/?a=1&b=2', 'm === '),
      'section in two places': ini('[a]', 'x = 1', 'y = 1', '[b]', 'x = 5', '[a : b]', 'Y = 2', 'z=3'),
      'key twice': ini('[a]', 'Key = 1', 'KEY = 2', 'key = last'),
      'signs inside values': ini('[a]', 'colour = #ff0000', 'note = a ; b', 'list = [1]'),
      'drawn settings': drawnSettings(random, 8, 4),
      'large settings': drawnSettings(random, 120, 5),
    },
    reference: settingsReference,
    wrong: settingsWrong,
  });
}

const environmentPosting: Posting = {
  slug: `${FAMILY}-2`,
  family: FAMILY,
  title: 'Parser for .env files with variable references',
  description: `
Need a .env parser that behaves the same on all our machines. One function, no dependencies.

File: solution.py
Function: load_env(text, base)
text = content of the .env file, base = dictionary of variables that exist already (strings)
Returns {"values": {...}, "errors": [...]}

values contains base plus everything the file sets; the file wins. errors contains the numbers (starting with 1, counting every line) of the lines that cannot be read. Those lines are skipped.

Line rules
- Strip blanks on both ends. Blank lines and lines starting with # are ignored.
- Format NAME=value, optionally with "export " in front. Blanks around the first = are allowed and dropped. NAME is a letter or underscore followed by letters, digits, underscores (ASCII). No = or a bad name: error line.
- Value in 'single quotes': taken literally, no references.
- Value in "double quotes": quotes removed, references replaced.
- Value without quotes: ends before the first # that has white space directly in front of it (that is a comment), trailing blanks removed, references replaced. A # without white space in front belongs to the value. A value that opens a quote but does not end with the same quote counts as value without quotes.
- Comments behind quoted values do not occur. Values never span lines.

References
- \${NAME} is replaced by the value of NAME known at that point (base or an earlier line), or by nothing if it is unknown.
- \${NAME:-default} gives the default if NAME is unknown or its value is empty. The default is plain text without } and is not looked at again; it may be empty.
- $$ gives one $.
- Any other $ stays as it is, and replaced text is not searched again.`,
  skills: ['Python', 'DevOps', 'Regular Expressions', 'Linux'],
  bracket: 'simple',
  postedPriceCents: 10_000,
  estimatedMinutes: 50,
};

const OPENING = '\u0024{';

/** Reads references sign by sign instead of with one pattern. */
function replaceReferences(value: string, known: Readonly<Record<string, string>>): string {
  let text = '';
  for (let at = 0; at < value.length; ) {
    const close = value.indexOf('}', at);
    const [name = '', fallback = ''] =
      value.startsWith(OPENING, at) && close > 0 ? splitOnce(value.slice(at + 2, close), ':-') : [];
    if (value.startsWith('$$', at)) {
      text += '$';
      at += 2;
    } else if (/^[A-Za-z_]\w*$/.test(name)) {
      text += (Object.hasOwn(known, name) ? known[name] : '') || fallback;
      at = close + 1;
    } else {
      text += value[at];
      at += 1;
    }
  }
  return text;
}

function splitOnce(text: string, sign: string): [string, string?] {
  const at = text.indexOf(sign);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + sign.length)];
}

function loadEnvironment(text: string, base: Record<string, string>): Json {
  const values = { ...base };
  const errors: number[] = [];
  text.split('\n').forEach((raw, at) => {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) return;
    const [left = '', right] = splitOnce(line.startsWith('export ') ? line.slice(7) : line, '=');
    const name = left.trim();
    if (right === undefined || !/^[A-Za-z_]\w*$/.test(name)) {
      errors.push(at + 1);
      return;
    }
    const value = right.trim();
    const quote = value.length > 1 && value[0] === value.at(-1) ? value[0] : '';
    if (quote === "'") values[name] = value.slice(1, -1);
    else
      values[name] = replaceReferences(
        quote === '"' ? value.slice(1, -1) : value.replace(/\s#.*$/, '').trimEnd(),
        values,
      );
  });
  return { values, errors };
}

function environmentProject(seed: string): ProjectPackage {
  const random = chance(seed, FAMILY, 'environment');
  const drawn = (count: number): [string, Record<string, string>] => [
    lines(
      ...Array.from({ length: count }, (_, at) => {
        const other = `V${random.below(count)}`;
        const value = random.pick([
          `\${${other}}/x`,
          `'\${${other}}'`,
          `"a \${${other}:-none} b"`,
          `#${at} # note`,
          'a$$b',
          '""',
        ]);
        return random.pick([
          `V${at}=${value}`,
          `export V${at} = ${value}`,
          `V${at}=${value}`,
          `# V${at}`,
          `9V=${value}`,
        ]);
      }),
    ),
    { V1: 'base', V2: '' },
  ];
  return functionProject<[string, Record<string, string>]>(PYTHON, environmentPosting, {
    entry: 'load_env',
    answer: loadEnvironment,
    visible: {
      'plain values': ['# database\nHOST=localhost\nPORT = 5432\n\nNAME="my shop"\n', {}],
      references: [`export ROOT=/srv\nDATA=\${ROOT}/data\nLOG=\${LOGS:-\${ROOT}\n`, { HOME: '/home/me' }],
    },
    hidden: {
      'empty text': ['', { A: '1' }],
      'file wins over base': [`A=2\nB=\${A}\${C}`, { A: '1', C: '3' }],
      'single quotes are literal': [`A=1\nB='\${A} $$ # x'\nC="\${A} $$ # x"`, {}],
      'comments need a blank': ['A=red#1 # colour\nB=#hash\nC=x\t#y\nD= # nothing', {}],
      'default for empty': [`A=\nB=\${A:-b}\nC=\${N:-c d}\nD=\${N:-}\nE=\${N}`, {}],
      'not yet known': [`A=\${B}x\nB=1\nA2=\${A}\${B}`, {}],
      'error lines': ['A=1\nno equals\n1A=2\n\nB-C=3\n=4\nexport\nexport D=5', {}],
      'other dollars stay': [`A=5$ \${1x} $X \${} $$$ \${A`, {}],
      'replaced text is not searched': [`A='\${B}'\nB=1\nC=\${A}\nD=$\${B}`, {}],
      'quotes that do not close': ['A="x\nB=\'y"\nC="\nD=""\nE=a"b"', {}],
      'more equals signs': ['URL=a=b==c\n_x1 = =', {}],
      'drawn file': drawn(25),
      'large file': drawn(500),
    },
    reference: environmentReference,
    wrong: environmentWrong,
  });
}

/** Configuration: INI sections that inherit, written as JSON; environment files with references. */
export const configParsing: Family = {
  name: FAMILY,
  category: 'parsing',
  answers: configParsingAnswers,
  build: (seed) => [settingsProject(seed), environmentProject(seed)],
};
