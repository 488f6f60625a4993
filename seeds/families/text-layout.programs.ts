/** Reference and wrong programs of the family `text-layout`. */

import { edited, type WrongProgram } from './family.ts';

export const wrapReference = `
function wrapText(text, width, hanging) {
  const out = [];
  const indent = ' '.repeat(hanging);
  for (const paragraph of text.split('\\n')) {
    let line = '';
    let used = false;
    const flush = () => {
      out.push(line);
      line = indent;
      used = false;
    };
    for (let word of paragraph.split(' ').filter((part) => part !== '')) {
      if (used && line.length + 1 + word.length <= width) {
        line += ' ' + word;
        continue;
      }
      if (used) flush();
      while (line.length + word.length > width) {
        const room = width - line.length;
        line += word.slice(0, room);
        word = word.slice(room);
        flush();
      }
      line += word;
      used = true;
    }
    if (used || line === '') out.push(line);
  }
  return out;
}
module.exports = { wrapText };
`;

export const wrapWrong: readonly WrongProgram[] = [
  {
    name: 'one-column-short',
    why: 'A word that fits exactly is moved to the next line.',
    program: edited(wrapReference, 'line.length + 1 + word.length <= width', 'line.length + 1 + word.length < width'),
  },
  {
    name: 'long-words-stick-out',
    why: 'Words longer than a line are not cut.',
    program: edited(wrapReference, 'while (line.length + word.length > width)', 'while (false)'),
  },
  {
    name: 'indent-not-counted',
    why: 'The hanging indent does not count towards the width.',
    program: edited(
      wrapReference,
      'if (used && line.length + 1 + word.length <= width)',
      'if (used && line.trimStart().length + 1 + word.length <= width)',
    ),
  },
  {
    name: 'blank-lines-lost',
    why: 'Empty paragraphs are dropped.',
    program: edited(wrapReference, "if (used || line === '') out.push(line);", 'if (used) out.push(line);'),
  },
];

export const markdownReference = `
const text = require('fs').readFileSync(0, 'utf8');
const links = [];
function inline(source) {
  return source
    .split(/(\`[^\`]*\`)/)
    .map((part, index) => {
      if (index % 2 === 1) return part.slice(1, -1);
      return part
        .replace(/!\\[([^\\]]*)\\]\\([^)]*\\)/g, '[image: $1]')
        .replace(/\\[([^\\]]*)\\]\\(([^)]*)\\)/g, (_, label, url) => {
          if (!links.includes(url)) links.push(url);
          return label + ' [' + (links.indexOf(url) + 1) + ']';
        })
        .replace(/\\*\\*([^*]+)\\*\\*/g, '$1')
        .replace(/\\*([^*]+)\\*/g, '$1');
    })
    .join('');
}
const out = [];
let code = false;
let number = 0;
for (const raw of text.split('\\n')) {
  const line = raw.trimEnd();
  if (line.startsWith('\`\`\`')) {
    code = !code;
    continue;
  }
  if (code) {
    out.push('    ' + line);
    continue;
  }
  const heading = /^(#{1,3}) +(.*)$/.exec(line);
  const bullet = /^( *)[-*] +(.*)$/.exec(line);
  const numbered = /^\\d+\\. +(.*)$/.exec(line);
  number = numbered ? number + 1 : 0;
  if (heading) {
    const title = inline(heading[2]);
    out.push(heading[1].length === 1 ? title.toUpperCase() : title);
    if (heading[1].length < 3) out.push((heading[1].length === 1 ? '=' : '-').repeat(title.length));
  } else if (bullet) out.push(bullet[1] + '• ' + inline(bullet[2]));
  else if (numbered) out.push(number + '. ' + inline(numbered[1]));
  else if (line.startsWith('> ')) out.push('| ' + inline(line.slice(2)));
  else out.push(inline(line));
}
while (out.length > 0 && out[out.length - 1].trim() === '') out.pop();
if (links.length > 0) {
  out.push('');
  links.forEach((url, index) => out.push('[' + (index + 1) + '] ' + url));
}
console.log(out.join('\\n'));
`;

export const markdownWrong: readonly WrongProgram[] = [
  {
    name: 'markup-inside-code',
    why: 'Stars and brackets inside of code spans are taken for markup.',
    program: edited(
      markdownReference,
      'if (index % 2 === 1) return part.slice(1, -1);',
      'if (index % 2 === 1) part = part.slice(1, -1);',
    ),
  },
  {
    name: 'every-link-numbered',
    why: 'The same address gets a new number each time.',
    program: edited(
      markdownReference,
      "if (!links.includes(url)) links.push(url);\n          return label + ' [' + (links.indexOf(url) + 1) + ']';",
      "links.push(url);\n          return label + ' [' + links.length + ']';",
    ),
  },
  {
    name: 'numbers-as-typed',
    why: 'Numbered lists keep the typed numbers instead of counting from 1.',
    program: edited(markdownReference, "out.push(number + '. ' + inline(numbered[1]))", 'out.push(inline(line))'),
  },
  {
    name: 'underline-by-source',
    why: 'The underline is as long as the marked-up heading, not as the printed one.',
    program: edited(markdownReference, '.repeat(title.length)', '.repeat(heading[2].length)'),
  },
];
