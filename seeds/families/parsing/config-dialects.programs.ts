/** Reference programs of the family `config-dialects`. */

import type { Dialect, Use } from './config-dialects-texts.ts';

/** Functions `read_settings(name)`; a BadLine tells where a file is wrong. */
const READERS: Readonly<Record<Dialect, string>> = {
  sections: `
def read_settings(name):
    settings = {}
    section = ''
    with open(name) as file:
        for number, line in enumerate(file, start=1):
            read_line = line.strip()
            heading = re.fullmatch('\\\\[([A-Za-z0-9_ ]+)\\\\]', read_line)
            if read_line == '' or read_line[0] in ';#':
                continue
            if heading:
                section = heading[1].strip().lower() + '.'
                continue
            key, equals, value = read_line.partition('=')
            key = key.strip()
            if not equals or not re.fullmatch('[A-Za-z0-9_]+', key):
                raise BadLine(f'{name}: error in line {number}')
            settings[section + key.lower()] = value.split(' ;')[0].strip()
    return settings
`,
  typed: `
TABLE = re.compile(r'\\[([a-z0-9_]+(?:\\.[a-z0-9_]+)*)\\]')
PAIR = re.compile(r'([a-z0-9_]+) = (?:"((?:[^"\\\\]|\\\\["\\\\n])*)"|(true|false|0|-?[1-9][0-9]*))')
ESCAPES = {'\\\\n': '|', '\\\\"': '"', '\\\\\\\\': '\\\\'}


def read_settings(name):
    settings = {}
    table = ''
    for number, line in enumerate(pathlib.Path(name).read_text().splitlines(), start=1):
        line = line.rstrip()
        if not line or line.startswith('#'):
            continue
        if match := TABLE.fullmatch(line):
            table = match[1] + '.'
            continue
        match = PAIR.fullmatch(line)
        if not match:
            raise BadLine(f'{name}: error in line {number}')
        key, text, plain = match.groups()
        path = table + key
        if path in settings:
            raise BadLine(f'{name}: error in line {number}')
        if plain is None:
            plain = re.sub(r'\\\\.', lambda escape: ESCAPES[escape[0]], text)
        settings[path] = plain
    return settings
`,
  indented: `
LINE = re.compile('((?:  )*)([a-z0-9_]+):(?: (.*))?')


def read_settings(name):
    settings = {}
    names = []
    opened = True
    with open(name) as file:
        lines = [line.rstrip() for line in file]
    for number, line in enumerate(lines, start=1):
        if line.lstrip(' ')[:1] in ('', '#'):
            continue
        match = LINE.fullmatch(line)
        if match is None:
            raise BadLine(f'{name}: error in line {number}')
        depth = len(match[1]) // 2
        if depth > len(names) or (depth == len(names) and not opened):
            raise BadLine(f'{name}: error in line {number}')
        names[depth:] = [match[2]]
        path = '.'.join(names)
        if path in settings:
            raise BadLine(f'{name}: error in line {number}')
        settings[path] = match[3] or ''
        opened = settings[path] == ''
    return settings
`,
  properties: `
ENTRY = re.compile('([A-Za-z0-9_.]+)(?: *[=:] *| +)(.*)')


def entries(name):
    """Whole entries, continued lines joined, each with the number of its last line."""
    entry = ''
    number = 0
    for number, raw in enumerate(open(name), start=1):
        line = raw.strip()
        if not entry and line[:1] in ('', '#', '!'):
            continue
        entry += line
        if entry.endswith('\\\\'):
            entry = entry[:-1] or ' '
        else:
            yield number, entry.lstrip()
            entry = ''
    if entry:
        raise BadLine(f'{name}: error in line {number}')


def read_settings(name):
    settings = {}
    for number, entry in entries(name):
        match = ENTRY.fullmatch(entry)
        if match is None:
            raise BadLine(f'{name}: error in line {number}')
        settings[match[1]] = match[2]
    return settings
`,
};

const USES: Readonly<Record<Use, string>> = {
  list: `
def report():
    settings = read_settings('base.conf')
    lines = [f'{path}={settings[path]}' for path in sorted(settings)]
    return lines + [f'{len(settings)} settings']
`,
  lookup: `
def report():
    settings = read_settings('base.conf')
    lines = []
    for path in open('paths.txt').read().splitlines():
        below = [name for name in settings if name.startswith(path + '.')]
        value = settings.get(path)
        if value is not None:
            lines.append(f'{path}: {value}')
        elif below:
            lines.append(f'{path}: group of {len(below)}')
        else:
            lines.append(f'{path}: missing')
    return lines
`,
  layers: `
def report():
    base = read_settings('base.conf')
    local = read_settings('local.conf')
    merged = base | local
    lines = []
    for path in sorted(merged):
        mark = ' '
        if path not in base:
            mark = '+'
        elif base[path] != merged[path]:
            mark = '*'
        lines.append(f'{mark}{path}={merged[path]}')
    return lines
`,
};

export function referenceProgram(dialect: Dialect, use: Use): string {
  return `${dialect === 'typed' ? 'import pathlib\n' : ''}import re


class BadLine(Exception):
    pass

${READERS[dialect]}
${USES[use]}

try:
    result = report()
except BadLine as bad:
    result = [str(bad)]
with open('out.txt', 'w') as out:
    for line in result:
        out.write(line + '\\n')
`;
}
