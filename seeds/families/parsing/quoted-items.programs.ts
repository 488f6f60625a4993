/** Reference and alternative programs of the family `quoted-items`. */

import type { Output, Style } from './quoted-items-texts.ts';

/** Functions `parse(text)` that give the items, or raise a ValueError. */
const PARSERS: Readonly<Record<Style, string>> = {
  shell: `
def parse(text):
    items = []
    item = None
    quote = ''
    signs = iter(text)
    for sign in signs:
        if quote:
            if sign == quote:
                quote = ''
            elif quote == '"' and sign == '\\\\':
                escaped = next(signs, '')
                if escaped not in ('"', '\\\\'):
                    raise ValueError(text)
                item += escaped
            else:
                item += sign
        elif sign == ' ':
            if item is not None:
                items.append(item)
            item = None
        elif sign in '\\'"':
            quote = sign
            item = item or ''
        else:
            if sign == '\\\\':
                sign = next(signs, '')
                if not sign:
                    raise ValueError(text)
            item = (item or '') + sign
    if quote:
        raise ValueError(text)
    return items if item is None else items + [item]
`,
  doubled: `
import re


def parse(text):
    items = []
    at = 0
    while text:
        quoted = re.compile(' *"((?:[^"]|"")*)"').match(text, at)
        if quoted:
            comma = (text + ',').index(',', quoted.end())
            rest = text[quoted.end():comma]
            if rest.strip(' ') != '':
                raise ValueError(text)
            items.append(quoted[1].replace('""', '"'))
        else:
            comma = (text + ',').index(',', at)
            plain = text[at:comma]
            if '"' in plain:
                raise ValueError(text)
            items.append(plain.strip(' '))
        if comma == len(text):
            break
        at = comma + 1
    return items
`,
  brackets: `
CLOSING = {'(': ')', '[': ']', '{': '}'}


def parse(text):
    items = []
    item = ''
    stack = []
    for sign in text + ';':
        if sign == ';' and not stack:
            items.append(item.strip(' '))
            item = ''
            continue
        if sign in CLOSING:
            stack.append(CLOSING[sign])
        elif sign in ')]}':
            if not stack or stack.pop() != sign:
                raise ValueError(text)
        item += sign
    if stack:
        raise ValueError(text)
    return [item for item in items if item]
`,
  lengths: `
def parse(text):
    items = []
    at = 0
    while at < len(text):
        size, colon, _ = text[at:].partition(':')
        if not colon or not size.isdigit() or size != str(int(size)):
            raise ValueError(text)
        start = at + len(size) + 1
        end = start + int(size)
        if text[end:end + 1] != ',':
            raise ValueError(text)
        items.append(text[start:end])
        at = end + 1
    return items
`,
};

const OUTPUTS: Readonly<Record<Output, (entry: string) => string>> = {
  items: (entry) => `
def ${entry}(texts):
    results = []
    for text in texts:
        try:
            results.append(parse(text))
        except ValueError:
            results.append(None)
    return results
`,
  joined: (entry) => `
def written(text):
    try:
        items = parse(text)
    except ValueError:
        return 'error'
    return '|'.join(re.sub(r'([~|\\\\])', r'\\\\\\1', item) or '~' for item in items)


def ${entry}(texts):
    return [written(text) for text in texts]
`,
  figures: (entry) => `
def figures_of(items):
    if not items:
        return [0, 0, 0, 0]
    sizes = [len(item) for item in items]
    longest = max(sizes)
    return [len(items), longest, sizes.index(longest) + 1, len(set(items))]


def ${entry}(texts):
    results = []
    for text in texts:
        result = None
        try:
            result = figures_of(parse(text))
        except ValueError:
            pass
        results.append(result)
    return results
`,
};

export function referenceProgram(style: Style, output: Output, entry: string): string {
  const imported = output === 'joined' && style !== 'doubled' ? 'import re\n\n' : '';
  return `${imported}${PARSERS[style]}
${OUTPUTS[output](entry)}`;
}

const READERS: Readonly<Record<Style, string>> = {
  shell: `
PART = re.compile(r"""\\\\(.)|'([^']*)'|"((?:[^"\\\\]|\\\\["\\\\])*)"|([^ '"\\\\])""")


def items_in(text):
    found = []
    at = 0
    while at < len(text):
        if text[at] == ' ':
            at += 1
            continue
        item = ''
        while at < len(text) and text[at] != ' ':
            part = PART.match(text, at)
            if part is None:
                return None
            escaped, single, double, plain = part.groups()
            if double is not None:
                double = double.replace('\\\\"', '"') if '\\\\\\\\' not in double else re.sub(r'\\\\(.)', r'\\1', double)
            item += escaped or single or double or plain or ''
            at = part.end()
        found.append(item)
    return found
`,
  doubled: `
def items_in(text):
    found = []
    state, item = 'before', ''
    for sign in text + ',' if text else '':
        if state == 'inside':
            if sign == '"':
                state = 'quote'
            else:
                item += sign
        elif state == 'quote' and sign == '"':
            item += sign
            state = 'inside'
        elif sign == ',':
            found.append(item.strip(' ') if state in ('before', 'plain') else item)
            state, item = 'before', ''
        elif sign == ' ' and state != 'plain':
            state = 'after' if state == 'quote' else state
        elif sign == '"' and state == 'before':
            state = 'inside'
        elif sign != '"' and state in ('before', 'plain'):
            state = 'plain'
            item += sign
        else:
            return None
    return None if state == 'inside' else found
`,
  brackets: `
def items_in(text):
    bare = re.sub(r'[^][(){}]', '', text)
    while bare != (bare := re.sub(r'[(][)]|\\[\\]|[{][}]', '', bare)):
        pass
    if bare:
        return None
    found, depth, start = [], 0, 0
    for at, sign in enumerate(text + ';'):
        depth += (sign in '([{') - (sign in ')]}')
        if sign == ';' and depth == 0:
            found.append(text[start:at].strip())
            start = at + 1
    return list(filter(None, found))
`,
  lengths: `
HEAD = re.compile('(0|[1-9][0-9]*):')


def items_in(text):
    found = []
    while text:
        head = HEAD.match(text)
        if head is None:
            return None
        size = int(head[1])
        body = text[head.end():]
        if len(body) <= size or body[size] != ',':
            return None
        found.append(body[:size])
        text = body[size + 1:]
    return found
`,
};

const OTHERWISE: Readonly<Record<Output, (entry: string) => string>> = {
  items: (entry) => `
def ${entry}(texts):
    return list(map(items_in, texts))
`,
  joined: (entry) => `
MARKED = str.maketrans({'~': '\\\\~', '|': '\\\\|', '\\\\': '\\\\\\\\'})


def ${entry}(texts):
    results = []
    for text in texts:
        items = items_in(text)
        if items is None:
            results.append('error')
        else:
            results.append('|'.join(item.translate(MARKED) if item else '~' for item in items))
    return results
`,
  figures: (entry) => `
def ${entry}(texts):
    results = []
    for items in map(items_in, texts):
        if items is None:
            results.append(None)
            continue
        longest = place = 0
        for at, item in enumerate(items, 1):
            if place == 0 or len(item) > longest:
                longest, place = len(item), at
        results.append([len(items), longest, place, len(dict.fromkeys(items))])
    return results
`,
};

export function alternativeProgram(style: Style, output: Output, entry: string): string {
  return `
import re

${READERS[style]}
${OTHERWISE[output](entry)}`;
}
