/** The formats of the family `settings-files`: indented lines, sections, braces, paths. */

import { python as script } from '../study-parts.ts';
import { moreFormats } from './settings-files.more-formats.ts';
import { type Branch, CASES, type Format, quoted, treeOf } from './settings-files.stages.ts';

function indented(branches: readonly Branch[], depth: number): string {
  return branches
    .map(({ key, value, branches: below }, at) => {
      const start = `${'  '.repeat(depth)}${key}:`;
      if (value === undefined) return `${start}\n${indented(below, depth + 1)}`;
      const remark = at % 3 === 1 ? '  # so far' : at % 3 === 2 ? '\n\n   # next' : '';
      return `${start} ${quoted(value, /^[\w./]+( [\w./]+)*$/)}${remark}\n`;
    })
    .join('');
}

export const formats: readonly Format[] = [
  {
    about: 'indented lines',
    text: [
      'text has lines "key: value". "key:" alone opens a group of the following lines that have two blanks more in front. A value is a text in double quotes (JSON rules), or true, false, null, a whole number, or else a text as it stands. A # at the beginning of a line (blanks may precede) or after a blank starts a remark, unless it stands in quotes. Empty lines mean nothing.',
      'The files look like YAML, but simple: lines such as "key: value", and "key:" with nothing behind it, under which a group is indented by two blanks. Values are true, false, null, whole numbers, texts in double quotes with the rules of JSON, or other texts just so. Remarks start with # at the front of a line, blanks before it or not, or with # behind a blank, but of course not within quotes. Skip blank lines.',
      'Each line has the form "key: value", or "key:", which introduces a group indented by two further spaces. Values are true, false, null, integers, strings in double quotes (as in JSON), or otherwise bare strings. Outside of quotes, # at the start of a line (apart from spaces) or after a space begins a comment. Blank lines are void.',
    ],
    cases: CASES,
    program: script`
function valueOf(text) {
  if (text.startsWith('"')) return JSON.parse(text.match(/^"(\\.|[^"\\])*"/)[0]);
  const bare = text.replace(/ #.*/, '').trim();
  if (/^-?\d+$/.test(bare)) return Number(bare);
  if (bare === 'null') return null;
  return bare === 'true' || bare === 'false' ? bare === 'true' : bare;
}

function read(text) {
  const found = [];
  let path = [];
  for (const line of text.split('\n')) {
    const match = line.match(/^( *)([^\s#:][^:]*):(.*)$/);
    if (!match) continue;
    const [, blanks, key, rest] = match;
    path = [...path.slice(0, blanks.length / 2), key];
    const value = rest.trim();
    if (value !== '' && !value.startsWith('#')) found.push({ path, value: valueOf(value) });
  }
  return found;
}
`,
    other: script`
function withoutRemark(line) {
  let inside = false;
  for (let at = 0; at < line.length; at += 1) {
    if (inside && line[at] === '\\') at += 1;
    else if (line[at] === '"') inside = !inside;
    else if (line[at] === '#' && !inside && (at === 0 || line[at - 1] === ' ')) return line.slice(0, at);
  }
  return line;
}

function group(lines, depth, above) {
  const found = [];
  while (lines.length > 0 && lines[0].search(/\S/) === depth) {
    const line = lines.shift().trim();
    const colon = line.indexOf(':');
    const path = above.concat(line.slice(0, colon));
    const word = line.slice(colon + 1).trim();
    if (word === '') found.push(...group(lines, depth + 2, path));
    else if (/^(true|false|null|-?[0-9]+|".*")$/.test(word)) found.push({ path, value: word[0] === '"' ? JSON.parse(word) : word.includes('l') || word === 'true' ? JSON.parse(word) : parseInt(word, 10) });
    else found.push({ path, value: word });
  }
  return found;
}

function read(text) {
  return group(text.split('\n').map(withoutRemark).filter((line) => line.trim() !== ''), 0, []);
}
`,
    slips: [
      {
        why: 'A sign in quotes starts no remark',
        from: 'return JSON.parse(text.match(',
        to: "return JSON.parse(text.replace(/ #.*[^\"]/, '').match(",
      },
      { why: 'A remark may follow a value', from: "text.replace(/ #.*/, '').trim()", to: 'text' },
    ],
    write: (settings) => `# settings\n\n${indented(treeOf(settings), 0)}`,
  },
  {
    about: 'sections',
    text: [
      'text has lines "key = value" (blanks around = may be missing) under sections "[a.b]", which name the path of the group with points; lines before the first section belong to no group. Values: yes and no (booleans), whole numbers, nothing at all (null), a text in double quotes (JSON rules), or else a text as it stands. Lines beginning with ; or # and empty lines mean nothing. A section may come several times.',
      'These are INI files: "key = value", with or without blanks around the sign, below sections like [server.log], the points separating groups in groups. What comes before any section stands at the top. yes and no are booleans, a whole number is a number, an empty value is null, a text in double quotes follows JSON, anything else is a text. Lines that start with ; or # are remarks. The same section may be opened more than once.',
      'Lines of the form "key = value" (spaces around = optional) belong to the group named by the last section header "[a.b]", whose parts are separated by points, or to the root. Values are yes, no (boolean), integers, empty (null), strings in double quotes (as in JSON) or bare strings. Blank lines and lines starting with ; or # are void. Sections may recur.',
    ],
    cases: CASES,
    program: script`
const WORDS = new Map([['yes', true], ['no', false], ['', null]]);

function convert(word) {
  if (WORDS.has(word)) return WORDS.get(word);
  if (word.startsWith('"')) return JSON.parse(word);
  return /^-?\d+$/.test(word) ? Number(word) : word;
}

function read(text) {
  const settings = [];
  let section = [];
  for (const raw of text.split('\n')) {
    const line = raw.trim();
    if (line === '' || line.startsWith(';') || line.startsWith('#')) continue;
    if (line.startsWith('[')) {
      section = line.slice(1, -1).split('.');
      continue;
    }
    const sign = line.indexOf('=');
    const key = line.slice(0, sign).trim();
    settings.push({ path: section.concat(key), value: convert(line.slice(sign + 1).trim()) });
  }
  return settings;
}
`,
    other: script`
function read(text) {
  const settings = [];
  const pattern = /^[ ]*(?:\[(.*)\]|([^;#\s=][^=\n]*?)[ ]*=[ ]*(?:(yes|no)|(-?\d+)|(".*")|(.*?)))[ ]*$/gm;
  let above = [];
  for (const [, section, key, flag, digits, quotes, bare] of text.matchAll(pattern)) {
    if (section !== undefined) above = section.split('.');
    else {
      const value = flag ? flag === 'yes' : digits ? parseInt(digits, 10) : quotes ? JSON.parse(quotes) : bare || null;
      settings.push({ path: [...above, key], value });
    }
  }
  return settings;
}
`,
    slips: [
      {
        why: 'A value may contain the sign =',
        from: "const sign = line.indexOf('=');",
        to: "const sign = line.lastIndexOf('=');",
      },
      {
        why: 'Quoted texts stay texts',
        from: "if (word.startsWith('\"')) return JSON.parse(word);",
        to: "if (word.startsWith('\"')) return convert(JSON.parse(word));",
      },
    ],
    write: (settings) => {
      let last = '';
      return `; made by hand\n${settings
        .map(({ path, value }, at) => {
          const section = path.slice(0, -1).join('.');
          const word =
            value === true
              ? 'yes'
              : value === false
                ? 'no'
                : value === null
                  ? ''
                  : quoted(value, /^[\w./=]+( [\w./=]+)*$/);
          const header = section === last ? '' : `\n[${section}]\n`;
          last = section;
          return `${header}${path.at(-1)}${at % 2 === 0 ? ' = ' : '='}${word}\n${at % 3 === 2 ? '# more = to come\n' : ''}`;
        })
        .join('')}`;
    },
  },
  ...moreFormats,
];
