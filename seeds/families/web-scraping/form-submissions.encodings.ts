/** How the family `form-submissions` sends what is in a form: a query, nested objects, a body in parts. */

import type { Json } from '../../../server/protocol/arena/acceptance.ts';
import type { Stage } from '../staged.ts';
import { python } from '../study-parts.ts';
import type { Encoding } from './form-submissions.stages.ts';

const CASES: Stage['cases'] = ['nothing to send', 'the same again', 'all controls'];

const percent = (text: string) =>
  encodeURIComponent(text)
    .replace(/[!'()~]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+');

export const encodings: readonly Encoding[] = [
  {
    about: 'a query',
    text: [
      'submit(html, extra) returns the query: "name=value" joined by &, in order, name and value encoded: ASCII letters, digits and * - . _ stay, a blank is +, a line end is %0D%0A, any other character is written as its UTF-8 bytes in the form %C3. At the end comes extra as "extra=..." in the same encoding, if it is not empty.',
      'submit(html, extra) gives me the text of a query, name=value with & between, in the order of the page. ASCII letters, digits and the signs * - . _ remain; a blank becomes +, a line end becomes %0D%0A, and all else becomes % and two capital hexadecimal digits for each byte in UTF-8. That goes for names as well. If extra is not empty, "extra=" with it, encoded likewise, is the last.',
      'The function submit(html, extra) returns an application/x-www-form-urlencoded string. Unchanged are ASCII letters, digits and * - . _; spaces are encoded as +, line ends as %0D%0A, other characters as percent-encoded UTF-8 bytes (capital hexadecimal digits), in names and values. A non-empty extra is appended as a pair with the name "extra".',
    ],
    cases: CASES,
    program: python`
from urllib.parse import quote_plus

def encoded(text):
    return quote_plus(text.replace('\n', '\r\n'), safe='*').replace('~', '%7E')

def submit(html, extra):
    pairs = pairs_of(html)
    if extra:
        pairs.append(('extra', extra))
    return '&'.join(encoded(name) + '=' + encoded(value) for name, value in pairs)
`,
    other: python`
def sign_of(byte):
    if byte == 32:
        return '+'
    if byte == 10:
        return '%0D%0A'
    plain = 48 <= byte <= 57 or 65 <= byte <= 90 or 97 <= byte <= 122 or byte in b'*-._'
    return chr(byte) if plain else '%%%02X' % byte

def submit(html, extra):
    words = []
    for pair in pairs_of(html) + [('extra', extra)] * (extra != ''):
        words.append('='.join(''.join(map(sign_of, part.encode())) for part in pair))
    return '&'.join(words)
`,
    slips: [
      { why: 'Names are encoded as well', from: "encoded(name) + '='", to: "name + '='" },
      { why: 'Nothing is appended for an empty text', from: '    if extra:\n', to: '    if True:\n' },
    ],
    encode: (pairs, extra) =>
      [...pairs, ...(extra === '' ? [] : [['extra', extra] as const])]
        .map((pair) => pair.map((part) => percent(part.replaceAll('\n', '\r\n'))).join('='))
        .join('&'),
  },
  {
    about: 'nested objects',
    text: [
      'submit(html, extra) returns an object. A name without brackets is a key; "key[a]" sets a in the object at key; "tags[]" appends to the list at tags. When a plain name or a name with [a] comes again, the later value counts. Values equal to extra (as whole texts) are left out. No key is used in two of these ways.',
      'submit(html, extra) gives me an object. Plain names are its keys. A name like key[a] means that under key there is another object, in which a is set, and one like tags[] that under tags there is a list, to which the value is added. If anything but a list is sent twice, the last one stays. Forget every value which is exactly the text extra. A key is never of two sorts.',
      'The function submit(html, extra) returns an object with a member for each plain name; "key[a]" denotes the member a of an object key, "tags[]" a further element of an array tags. Later values replace earlier ones save in arrays. Pairs whose value equals extra are disregarded. Each key is used in one way only.',
    ],
    cases: CASES,
    program: python`
def submit(html, extra):
    result = {}
    for name, value in pairs_of(html):
        if value == extra:
            continue
        key, bracket, rest = name.partition('[')
        if not bracket:
            result[key] = value
        elif rest == ']':
            result.setdefault(key, []).append(value)
        else:
            result.setdefault(key, {})[rest[:-1]] = value
    return result
`,
    other: python`
def submit(html, extra):
    kept = [pair for pair in pairs_of(html) if pair[1] != extra]
    result = {name: value for name, value in kept if '[' not in name}
    for name in {name for name, _ in kept if name.endswith('[]')}:
        result[name[:-2]] = [value for other, value in kept if other == name]
    for name, value in kept:
        inner = re.fullmatch(r'(.*)\[(.+)\]', name)
        if inner:
            result[inner.group(1)] = {**result.get(inner.group(1), {}), inner.group(2): value}
    return result
`,
    slips: [
      {
        why: 'A value that equals the text is left out',
        from: 'if value == extra:',
        to: 'if extra and value == extra:',
      },
      {
        why: 'The later value counts',
        from: '            result[key] = value\n',
        to: '            result.setdefault(key, value)\n',
      },
    ],
    encode: (pairs, extra) => {
      const result: Record<string, Json> = {};
      const kept = pairs.filter(([, value]) => value !== extra);
      for (const [key, own] of Map.groupBy(kept, ([name]) => name.replace(/\[.*/, ''))) {
        const values = own.map(([, value]) => value);
        const [name = ''] = own[0] ?? [];
        if (name.endsWith('[]')) result[key] = values;
        else if (name === key) result[key] = values.at(-1) ?? '';
        else result[key] = Object.fromEntries(own.map(([one, value]) => [one.slice(key.length + 1, -1), value]));
      }
      return result;
    },
  },
  {
    about: 'a body in parts',
    text: [
      'submit(html, extra) returns a list of lines: for each pair, in order, "--X" (X being extra, or "part" if that is empty), the line Content-Disposition: form-data; name="NAME" with %22 for a double quote, an empty line, and the lines of the value (it is split at line ends; an empty value is one empty line). At the end "--X--". As long as "--X" begins a line of some value, X is lengthened by "x".',
      'submit(html, extra) gives me a list of lines. Take extra as the mark, or "part" if it is empty. Each pair has a line of -- and the mark, a line Content-Disposition: form-data; name="NAME" (a double quote in the name is %22), an empty line, and then its value, split into lines at the line ends, where an empty value is one empty line. After all comes -- mark --. One catch: no line of a value may begin with -- and the mark. While one does, add an x to the mark.',
      'The function submit(html, extra) returns the lines of a multipart body. The boundary is extra ("part" if empty), extended by "x" as long as any line of a value begins with "--" and the boundary. Each pair yields "--boundary", Content-Disposition: form-data; name="NAME" (double quotes written as %22), an empty line and the lines of the value (an empty one is an empty line). The last line is "--boundary--".',
    ],
    cases: CASES,
    program: python`
def submit(html, extra):
    pairs = pairs_of(html)
    mark = '--' + (extra or 'part')
    while any(line.startswith(mark) for _, value in pairs for line in value.split('\n')):
        mark += 'x'
    lines = []
    for name, value in pairs:
        shown = name.replace('"', '%22')
        lines += [mark, f'Content-Disposition: form-data; name="{shown}"', '']
        lines += value.split('\n')
    lines.append(mark + '--')
    return lines
`,
    other: python`
def submit(html, extra):
    pairs = pairs_of(html)
    everything = '\n' + '\n'.join(value for _, value in pairs)
    mark = extra if extra else 'part'
    while '\n--' + mark in everything:
        mark = mark + 'x'
    head = '--' + mark + '\nContent-Disposition: form-data; name="'
    body = ''.join(head + name.replace('"', '%22') + '"\n\n' + value + '\n' for name, value in pairs)
    return (body + '--' + mark + '--').split('\n')
`,
    slips: [
      { why: 'The mark begins no line of a value', from: "        mark += 'x'\n", to: '        break\n' },
      { why: 'Without a text the mark is part', from: "(extra or 'part')", to: 'extra' },
    ],
    encode: (pairs, extra) => {
      const values = pairs.flatMap(([, value]) => value.split('\n'));
      let mark = `--${extra === '' ? 'part' : extra}`;
      while (values.some((line) => line.startsWith(mark))) mark += 'x';
      const parts = pairs.flatMap(([name, value]) => [
        mark,
        `Content-Disposition: form-data; name="${name.replaceAll('"', '%22')}"`,
        '',
        ...value.split('\n'),
      ]);
      return [...parts, `${mark}--`];
    },
  },
];
