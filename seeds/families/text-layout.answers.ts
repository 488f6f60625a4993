/** Second solutions of the family `text-layout`, and which cases stand for which sentence. */

import type { MoreAnswers } from './family.ts';

const wrap = String.raw`
/** The lines of a paragraph without their indent. */
function contents(words, width, hanging) {
  const lines = [''];
  const room = () => (lines.length === 1 ? width : width - hanging);
  const waiting = [...words].reverse();
  while (waiting.length > 0) {
    const word = waiting.pop();
    const line = lines.at(-1);
    if (line !== '') {
      if (line.length + word.length < room()) lines[lines.length - 1] = line + ' ' + word;
      else {
        lines.push('');
        waiting.push(word);
      }
    } else if (word.length <= room()) lines[lines.length - 1] = word;
    else {
      lines[lines.length - 1] = word.slice(0, room());
      waiting.push(word.slice(room()));
      lines.push('');
    }
  }
  return lines;
}

function wrapText(text, width, hanging) {
  return text.split('\n').flatMap((paragraph) =>
    contents(paragraph.match(/[^ ]+/g) ?? [], width, hanging).map((line, index) =>
      index === 0 ? line : line.padStart(line.length + hanging),
    ),
  );
}
module.exports = { wrapText };
`;

const markdown = String.raw`
const source = require('fs').readFileSync(0, 'utf8').split('\n').map((line) => line.replace(/\s+$/, ''));
const numbers = new Map();

function linked(text, address) {
  if (!numbers.has(address)) numbers.set(address, numbers.size + 1);
  return text + ' [' + numbers.get(address) + ']';
}

/** Takes pairs of stars away; those without a partner stay. */
function unstarred(text, stars) {
  const at = text.indexOf(stars);
  if (at < 0) return text;
  const end = text.indexOf('*', at + stars.length);
  const inside = end < 0 ? '' : text.slice(at + stars.length, end);
  if (inside !== '' && text.startsWith(stars, end))
    return text.slice(0, at) + inside + unstarred(text.slice(end + stars.length), stars);
  return text.slice(0, at + 1) + unstarred(text.slice(at + 1), stars);
}

/** A bracket with an address behind it, at the beginning of the text. */
function bracketAt(text) {
  const close = text.indexOf(']');
  const end = text.indexOf(')', close);
  if (text[0] !== '[' || close < 0 || text[close + 1] !== '(' || end < 0) return null;
  return { label: text.slice(1, close), address: text.slice(close + 2, end), length: end + 1 };
}

function withoutLinks(text) {
  let done = '';
  let at = 0;
  while (at < text.length) {
    const image = text[at] === '!' ? bracketAt(text.slice(at + 1)) : null;
    const link = bracketAt(text.slice(at));
    if (image) {
      done += '[image: ' + image.label + ']';
      at += image.length + 1;
    } else if (link) {
      done += linked(link.label, link.address);
      at += link.length;
    } else {
      done += text[at];
      at += 1;
    }
  }
  return done;
}

function inside(line) {
  const pieces = line.split('\x60');
  // A last backtick without a partner is an ordinary sign.
  if (pieces.length % 2 === 0) pieces.push(pieces.splice(-2).join('\x60'));
  return pieces.map((piece, index) => (index % 2 ? piece : unstarred(unstarred(withoutLinks(piece), '**'), '*'))).join('');
}

let inCode = false;
let counted = 0;
const printed = [];
for (const line of source) {
  if (line.startsWith('\x60\x60\x60')) inCode = !inCode;
  else if (inCode) printed.push('    ' + line);
  else {
    const [, mark = '', text = ''] = /^( *[-*]|#{1,3}|[0-9]+\.|>(?= \S| +$)) +(.*)$/.exec(line) ?? [];
    const kind = mark.trim()[0] ?? '';
    counted = /[0-9]/.test(kind) ? counted + 1 : 0;
    if (kind === '#') {
      const title = mark === '#' ? inside(text).toUpperCase() : inside(text);
      printed.push(title);
      if (mark !== '###') printed.push((mark === '#' ? '=' : '-').repeat(title.length));
    } else if (kind === '-' || kind === '*') printed.push(mark.slice(0, -1) + '• ' + inside(text));
    else if (counted > 0) printed.push(counted + '. ' + inside(text));
    else if (kind === '>') printed.push('| ' + inside(line.slice(2)));
    else printed.push(inside(line));
  }
}
const text = printed.join('\n').trimEnd();
const list = [...numbers].map(([address, number]) => '[' + number + '] ' + address);
console.log(list.length > 0 ? text + '\n\n' + list.join('\n') : text);
`;

export const textLayoutAnswers: Readonly<Record<string, MoreAnswers>> = {
  'text-layout-1': {
    how: 'Lays out words from a stack without indents, puts what is left of a long word back on it, and indents at the end.',
    program: wrap,
    requirements: {
      'The text is split at': ['two paragraphs', 'random text', 'large text'],
      'Words are separated by one or more': ['many spaces'],
      'Spaces at the start and end': ['many spaces', 'blank paragraphs'],
      'Between words on a line': ['many spaces', 'random text'],
      'Put as many words on a line': ['receipt line', 'fits exactly', 'large text'],
      'A line may be exactly width': ['fits exactly', 'single column'],
      'The first line of a paragraph starts': ['two paragraphs', 'indent counts'],
      'Every further line of the same': ['indent counts', 'wide indent', 'receipt line'],
      'A word that is too long': ['long first word', 'long word after short ones', 'single column'],
      'Words that follow go behind': ['long word ends at the edge', 'long first word'],
      '"Too long" is seen from': ['too long only for a continuation line', 'wide indent'],
      'An empty paragraph (or one': ['empty text', 'blank paragraphs'],
      'So the empty text gives': ['empty text', 'blank paragraphs'],
    },
  },
  'text-layout-2': {
    how: 'Scans brackets and stars by hand, and tells the kinds of lines by one pattern of their marks.',
    program: markdown,
    requirements: {
      'treat line by line, white space': ['not quite markup', '8 random parts'],
      '# Title -> the text in capital': ['headings and quote', 'underline by printed text'],
      '## Title -> the text, next line': ['headings and quote', 'underline by printed text'],
      '### Title': ['headings and quote', '200 random parts'],
      'possibly indented by spaces': ['indented bullets', 'small digest'],
      'numbered anew': ['numbers start anew'],
      '"> quote" ->': ['headings and quote'],
      'A line that starts with three backticks': ['code block'],
      'Inside, lines are printed': ['code block'],
      'Anything else is a normal line': ['not quite markup', 'empty input', '200 random parts'],
      'the content without backticks': ['code in a line'],
      '[image: alt]': ['images'],
      'where n numbers the addresses': ['same address twice', 'small digest'],
      '**bold** and *emphasis*': ['small digest', 'lonely stars', '8 random parts'],
      'Stars without a partner stay': ['lonely stars'],
      'Empty lines at the end are dropped': ['trailing empty lines'],
      'If there were links': ['same address twice', 'small digest', '200 random parts'],
      'Empty input gives empty output': ['empty input'],
    },
  },
};
