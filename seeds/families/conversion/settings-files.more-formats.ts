/** Formats of the family `settings-files`: braces, and commands with paths. */

import { python as script } from '../study-parts.ts';
import { type Branch, CASES, type Format, quoted, treeOf } from './settings-files.stages.ts';

function braced(branches: readonly Branch[]): string {
  return branches
    .map(({ key, value, branches: below }, at) => {
      if (value === undefined) return `${key}${at % 2 === 0 ? ' ' : ''}{\n${braced(below)}}\n`;
      const word = value === true ? 'on' : value === false ? 'off' : value === null ? '' : quoted(value, /^[\w./]+$/);
      return `  ${key} ${word};${at % 3 === 1 ? ' # set; once {' : at % 3 === 2 ? ' ' : '\n'}${at % 3 === 1 ? '\n' : ''}`;
    })
    .join('');
}

export const moreFormats: readonly Format[] = [
  {
    about: 'braces',
    text: [
      'text has settings "key value;" and groups "key { ... }" with settings and groups inside; blanks and line ends separate words and may be missing around { } and ;. Values: on and off (booleans), whole numbers, nothing at all ("key ;" is null), a text in double quotes (JSON rules), or a single word. From a # outside of quotes to the end of the line is a remark.',
      'The files are like those of nginx: "key value;" sets something and "key { ... }" is a group, with more of both inside. Line ends are no better than blanks, and around braces and semicolons there need not be any. on and off are booleans, whole numbers are numbers, "key ;" without a value means null, texts with blanks stand in double quotes (rules of JSON), and a single word may stand without. Remarks go from # to the end of the line, but not in quotes.',
      'The text consists of settings "key value;" and groups "key { ... }", nested to any depth. Words are separated by white space, which is optional around braces and semicolons. Values are on, off (boolean), integers, absent (null), strings in double quotes (as in JSON) or one bare word. Outside of quotes, # begins a comment up to the end of the line.',
    ],
    cases: CASES,
    program: script`
function words(text) {
  const found = text.match(/#.*|"(?:\\.|[^"\\])*"|[{};]|[^\s{};"#]+/g) ?? [];
  return found.filter((word) => !word.startsWith('#'));
}

function meaning(word) {
  if (word === undefined) return null;
  if (word === 'on' || word === 'off') return word === 'on';
  if (word.startsWith('"')) return JSON.parse(word);
  return /^-?\d+$/.test(word) ? Number(word) : word;
}

function read(text) {
  const settings = [];
  const open = [];
  let waiting = [];
  for (const word of words(text)) {
    if (word === '{') {
      open.push(waiting[0]);
    } else if (word === '}') {
      open.pop();
    } else if (word === ';') {
      settings.push({ path: [...open, waiting[0]], value: meaning(waiting[1]) });
    } else {
      waiting.push(word);
      continue;
    }
    waiting = [];
  }
  return settings;
}
`,
    other: script`
function skip(state) {
  const gap = /^(?:\s+|#[^\n]*)+/.exec(state.text.slice(state.at, state.at + 400));
  if (gap) {
    state.at += gap[0].length;
    skip(state);
  }
  return state.text[state.at];
}

function word(state) {
  const begin = state.at;
  if (state.text[begin] === '"') {
    do state.at += state.text[state.at] === '\\' ? 2 : 1;
    while (state.text[state.at] !== '"');
    state.at += 1;
    return JSON.parse(state.text.slice(begin, state.at));
  }
  while (!/[\s{};#"]/.test(state.text[state.at])) state.at += 1;
  const bare = state.text.slice(begin, state.at);
  return { on: true, off: false, '': null }[bare] ?? (bare === '' ? null : /^-?\d+$/.test(bare) ? +bare : bare);
}

function level(state, above, found) {
  for (let sign = skip(state); sign !== undefined && sign !== '}'; sign = skip(state)) {
    const path = [...above, String(word(state))];
    if (skip(state) === '{') {
      state.at += 1;
      level(state, path, found);
    } else {
      found.push({ path, value: word(state) });
      skip(state);
    }
    state.at += 1;
  }
  return found;
}

function read(text) {
  return level({ text, at: 0 }, [], []);
}
`,
    slips: [
      {
        why: 'A setting without value is null',
        from: 'if (word === undefined) return null;',
        to: "if (word === undefined) return 'null';",
      },
      {
        why: 'Quoted texts stay texts',
        from: "if (word.startsWith('\"')) return JSON.parse(word);",
        to: "if (word.startsWith('\"')) return meaning(JSON.parse(word));",
      },
    ],
    write: (settings) => `# settings { of; all\n${braced(treeOf(settings))}`,
  },
  {
    about: 'paths',
    text: [
      'text has lines "set path value" and "unset path"; the parts of a path are separated by /. "in path" makes the paths of the following lines begin there, "in /" ends that. Values are JSON: texts in quotes, whole numbers, true, false, null. unset takes away the setting of that path or all those under it. A setting that is set again keeps its place. Lines with another first word mean nothing.',
      'A file is a list of commands, one a line. "set path value" sets something, the path having / between its parts and the value being JSON (quoted text, whole number, true, false or null). "unset path" removes that setting, or everything under that path. After "in path" all following paths are meant below it, until another "in"; "in /" goes back to the top. When something is set twice, the last value counts in the place of the first. Any other lines: skip.',
      'Each line is a command: "set path value" assigns a JSON scalar, "unset path" deletes the setting with that path and all below it, "in path" establishes a prefix for the paths of the following lines ("in /" none; prefixes are absolute). Parts of paths are separated by /. Reassignment keeps the position of the first assignment. Lines with another first word are void.',
    ],
    cases: CASES,
    program: script`
function read(text) {
  const settings = new Map();
  let prefix = '';
  for (const line of text.split('\n')) {
    const [command, name] = line.split(' ', 2);
    if (command === 'in') {
      prefix = name === '/' ? '' : name + '/';
    } else if (command === 'set') {
      settings.set(prefix + name, JSON.parse(line.slice(command.length + name.length + 2)));
    } else if (command === 'unset') {
      const path = prefix + name;
      for (const key of [...settings.keys()]) {
        if (key === path || key.startsWith(path + '/')) settings.delete(key);
      }
    }
  }
  return [...settings].map(([key, value]) => ({ path: key.split('/'), value }));
}
`,
    other: script`
function read(text) {
  let settings = [];
  let above = [];
  for (const [, command, name, argument] of text.matchAll(/^(set|unset|in) (\S+)(?: (.*))?$/gm)) {
    const parts = name.split('/').filter((part) => part !== '');
    const path = above.concat(parts);
    const covers = (one) => path.every((part, at) => one.path[at] === part);
    if (command === 'in') above = parts;
    if (command === 'unset') settings = settings.filter((one) => !covers(one));
    if (command === 'set') {
      const known = settings.find((one) => one.path.length === path.length && covers(one));
      if (known) known.value = JSON.parse(argument);
      else settings.push({ path, value: JSON.parse(argument) });
    }
  }
  return settings;
}
`,
    slips: [
      {
        why: 'All settings under a path are unset',
        from: "if (key === path || key.startsWith(path + '/')) settings",
        to: 'if (key === path) settings',
      },
      {
        why: 'What is set again has its last value',
        from: 'settings.set(prefix + name, JSON',
        to: 'if (!settings.has(prefix + name)) settings.set(prefix + name, JSON',
      },
      { why: 'Only whole parts of a path are unset', from: "key.startsWith(path + '/')", to: 'key.startsWith(path)' },
    ],
    write: (settings) => {
      const isSetAgain = (at: number) => at % 5 === 0;
      const later = settings
        .filter((_, at) => isSetAgain(at))
        .map(({ path, value }) => `set ${path.join('/')} ${JSON.stringify(value)}\n`);
      return settings
        .map(({ path, value: last }, at) => {
          const value = isSetAgain(at) ? `not yet ${at}` : last;
          const whole = path.join('/');
          const parent = path.slice(0, -1).join('/') || '/';
          const set =
            at % 3 === 1
              ? `in ${parent}\nset ${path.at(-1)} ${JSON.stringify(value)}\nin /\n`
              : `set ${whole} ${JSON.stringify(value)}\n`;
          const gone = `set ${whole}x/gone 1\nset ${whole}x/far/gone "away"\nunset ${whole}x\n`;
          return `${at % 4 === 2 ? gone : ''}${set}${at % 4 === 3 ? `set old${at} 1\nunset old${at}\n` : ''}${at % 5 === 4 && (path.at(-1) ?? '').length > 2 ? `unset ${whole.slice(0, -1)}\n` : ''}`;
        })
        .join('note the end\n')
        .concat(...later);
    },
  },
];
