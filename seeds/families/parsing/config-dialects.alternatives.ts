/** Alternative programs of the family `config-dialects`. */

import type { Dialect, Use } from './config-dialects-texts.ts';

/** Functions `load(name)` that give pairs, or the number of a wrong line. */
const LOADERS: Readonly<Record<Dialect, string>> = {
  sections: `
WORD = set(string.ascii_letters + string.digits + '_')


def load(name):
    found = {}
    before = ''
    for number, line in enumerate(rows(name), 1):
        line = line.strip(' ')
        if not line or line[0] == ';' or line[0] == '#':
            continue
        inside = line[1:-1]
        if line[0] == '[' and line[-1] == ']' and inside and set(inside) <= WORD | {' '}:
            before = inside.strip().lower() + '.'
            continue
        at = line.find('=')
        key = line[:max(at, 0)].strip()
        if key == '' or set(key) - WORD:
            return number
        value = line[at + 1:]
        comment = value.find(' ;')
        found[before + key.lower()] = (value if comment < 0 else value[:comment]).strip()
    return found
`,
  typed: `
NAME = set(string.ascii_lowercase + string.digits + '_')


def is_name(text):
    return text != '' and set(text) <= NAME


def value_of(text):
    """The value as it is shown, or None."""
    if text in ('true', 'false', '0'):
        return text
    if text[:1] != '"':
        digits = text.removeprefix('-')
        good = digits != '' and set(digits) <= set(string.digits) and digits[0] != '0'
        return text if good else None
    shown, at = '', 1
    while at < len(text) and text[at] != '"':
        if text[at] == '\\\\':
            at += 1
            if text[at:at + 1] not in ('n', '"', '\\\\'):
                return None
            shown += '|' if text[at] == 'n' else text[at]
        else:
            shown += text[at]
        at += 1
    return shown if at == len(text) - 1 else None


def load(name):
    found = {}
    before = ''
    for number, line in enumerate(rows(name), 1):
        if line == '' or line[0] == '#':
            continue
        if line[0] == '[' and line[-1] == ']' and all(map(is_name, line[1:-1].split('.'))):
            before = line[1:-1] + '.'
            continue
        key, equals, text = line.partition(' = ')
        value = value_of(text)
        if not equals or not is_name(key) or value is None or before + key in found:
            return number
        found[before + key] = value
    return found
`,
  indented: `
NAME = set(string.ascii_lowercase + string.digits + '_')


def load(name):
    found = {}
    path = []
    last = ''
    for number, line in enumerate(rows(name), 1):
        body = line.lstrip(' ')
        indent = len(line) - len(body)
        if body == '' or body.startswith('#'):
            continue
        key, colon, value = body.partition(':')
        if not colon or key == '' or set(key) - NAME or (value and value[0] != ' ') or indent % 2:
            return number
        if indent > 2 * len(path) or (path and indent == 2 * len(path) and last != ''):
            return number
        path = path[:indent // 2] + [key]
        last = value[1:]
        if '.'.join(path) in found:
            return number
        found['.'.join(path)] = last
    return found
`,
  properties: `
KEY = set(string.ascii_letters + string.digits + '_.')


def load(name):
    found = {}
    lines = rows(name)
    at = 0
    while at < len(lines):
        entry = lines[at].lstrip(' ')
        at += 1
        if entry == '' or entry[0] in '#!':
            continue
        while entry.endswith('\\\\'):
            if at == len(lines):
                return at
            entry = entry[:-1] + lines[at].lstrip(' ')
            at += 1
        end = 0
        while end < len(entry) and entry[end] in KEY:
            end += 1
        rest = entry[end:]
        value = rest.lstrip(' ')
        if end == 0 or rest == '' or (rest == value and value[0] not in '=:'):
            return at
        found[entry[:end]] = value[1:].lstrip(' ') if value[:1] in ('=', ':') else value
    return found
`,
};

const OTHERWISE: Readonly<Record<Use, string>> = {
  list: `
base = load('base.conf')
if isinstance(base, int):
    output = [f'base.conf: error in line {base}']
else:
    output = ['='.join(pair) for pair in sorted(base.items(), key=lambda pair: pair[0])]
    output.append(str(len(base)) + ' settings')
`,
  lookup: `
base = load('base.conf')
output = []
if isinstance(base, int):
    output.append(f'base.conf: error in line {base}')
else:
    groups = {}
    for path in base:
        parts = path.split('.')
        for depth in range(1, len(parts)):
            group = '.'.join(parts[:depth])
            groups[group] = groups.get(group, 0) + 1
    for path in rows('paths.txt'):
        if path in base:
            output.append(path + ': ' + base[path])
        else:
            output.append(path + (f': group of {groups[path]}' if path in groups else ': missing'))
`,
  layers: `
both = [(name, load(name)) for name in ('base.conf', 'local.conf')]
output = [f'{name}: error in line {found}' for name, found in both if isinstance(found, int)][:1]
if not output:
    (_, base), (_, local) = both
    for path in sorted({*base, *local}):
        if path not in local or base.get(path) == local[path]:
            output.append(f' {path}={base[path]}')
        else:
            output.append(('*' if path in base else '+') + path + '=' + local[path])
`,
};

export function alternativeProgram(dialect: Dialect, use: Use): string {
  return `
import string


def rows(name):
    with open(name) as file:
        return [line.rstrip() for line in file.read().split('\\n')[:-1]]

${LOADERS[dialect]}
${OTHERWISE[use]}
with open('out.txt', 'w') as file:
    file.write(''.join(line + '\\n' for line in output))
`;
}
