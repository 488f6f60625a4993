/** Reference and alternative programs of the family `glossary-linking`. */

import type { Format, Which } from './glossary-linking-texts.ts';

const LINKS: Readonly<Record<Format, string>> = {
  markdown: `
        target = glossary[term]
        if re.search('[ ()]', target):
            target = '<' + target + '>'
        return f'[{words}]({target})'`,
  html: `
        return f'<a href="{escape(glossary[term])}">{escape(words, quote=False)}</a>'`,
  notes: `
        target = glossary[term]
        number = numbers.setdefault(target, len(numbers) + 1)
        return f'{words} [{number}]'`,
  wiki: `
        target = glossary[term]
        if words[0].upper() + words[1:] == target[0].upper() + target[1:]:
            return '[[' + words + ']]'
        if words.startswith(target):
            return f'[[{target}]]' + words.removeprefix(target)
        return f'[[{target}|{words}]]'`,
};

/** Statements after which \`linked\` says whether the term was linked before; the hit is given back as it is then. */
function skipping(which: Which, format: Format): string {
  if (which === 'every') return '';
  const words = format === 'html' ? 'escape(words, quote=False)' : 'words';
  if (which === 'once') {
    return `
        if term in linked or match.start() - last < GAP:
            return ${words}
        linked.add(term)
        last = match.end()`;
  }
  return `
        if term in linked:
            return ${words}
        linked.add(term)`;
}

function replaced(format: Format, text: string): string {
  if (format !== 'html') return `pattern.sub(link, ${text})`;
  return `linked_html(pattern, link, ${text})`;
}

const HTML_HELPER = `
def linked_html(pattern, link, text):
    result, end = [], 0
    for match in pattern.finditer(text):
        result.append(escape(text[end:match.start()], quote=False))
        result.append(link(match))
        end = match.end()
    return ''.join(result) + escape(text[end:], quote=False)

`;

function body(format: Format, which: Which): string {
  const finish = (text: string) =>
    format === 'notes'
      ? `
    body = ${text}
    notes = [f'\\n[{number}] {target}' for target, number in numbers.items()]
    return body + '\\n' + ''.join(notes) if numbers else body`
      : `
    return ${text}`;
  const numbers = format === 'notes' ? '\n    numbers = {}' : '';
  const link = `
    def link(match):
${which === 'once' ? '        nonlocal last\n' : ''}        words = match.group()
        term = terms[words.lower()]${skipping(which, format)}${LINKS[format]}
`;
  if (which === 'paragraph') {
    return `${numbers}
    linked = set()
${link}
    paragraphs = []
    for paragraph in text.split('\\n\\n'):
        linked.clear()
        paragraphs.append(${replaced(format, 'paragraph')})${finish("'\\n\\n'.join(paragraphs)")}`;
  }
  if (which === 'every') {
    return `${numbers}
${link}
    parts = text.split('\`')
    for at, part in enumerate(parts):
        if at % 2 == 0 or at == len(parts) - 1:
            parts[at] = ${replaced(format, 'part')}${format === 'html' ? '\n        else:\n            parts[at] = escape(part, quote=False)' : ''}${finish("'`'.join(parts)")}`;
  }
  return `${numbers}${which === 'once' ? '\n    linked = set()\n    last = -GAP' : ''}
${link}${finish(replaced(format, 'text'))}`;
}

export function referenceProgram(format: Format, which: Which, entry: string): string {
  return `
import re
${format === 'html' ? `from html import escape\n\n${HTML_HELPER}` : ''}
${which === 'once' ? 'GAP = 30\n\n' : ''}
def ${entry}(text, glossary):
    if not glossary:
        return ${format === 'html' ? 'escape(text, quote=False)' : 'text'}
    terms = {term.lower(): term for term in glossary}
    longest_first = sorted(glossary, key=len, reverse=True)
    pattern = re.compile(
        r'(?<![A-Za-z0-9])(?:' + '|'.join(map(re.escape, longest_first)) + r')(?![A-Za-z0-9])', re.IGNORECASE
    )
${body(format, which)}
`;
}

const WRITTEN: Readonly<Record<Format, string>> = {
  markdown: `
            target = glossary[term]
            bare = not any(sign in target for sign in ' ()')
            out.append('[' + words + '](' + (target if bare else f'<{target}>') + ')')`,
  html: `
            target = plain(glossary[term]).replace('"', '&quot;')
            out.append('<a href="' + target + '">' + plain(words) + '</a>')`,
  notes: `
            if glossary[term] not in targets:
                targets.append(glossary[term])
            out.append(words + ' [' + str(targets.index(glossary[term]) + 1) + ']')`,
  wiki: `
            target = glossary[term]
            if words[:1].lower() + words[1:] == target[:1].lower() + target[1:]:
                out.append('[[' + words + ']]')
            elif words[:len(target)] == target:
                out.append('[[' + target + ']]' + words[len(target):])
            else:
                out.append('[[' + target + '|' + words + ']]')`,
};

export function alternativeProgram(format: Format, which: Which, entry: string): string {
  const plain = (text: string) => (format === 'html' ? `plain(${text})` : text);
  const place = which === 'paragraph' ? '(paragraph, term)' : 'term';
  const near = which === 'once' ? ' or (seen and at - len(words) < end + 30)' : '';
  const test = which === 'every' ? 'term is None' : `term is None or ${place} in seen${near}`;
  return `
${
  format === 'html'
    ? `
def plain(text):
    return text.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')

`
    : ''
}
def term_at(text, at, glossary):
    """The longest term that stands at this place as whole words."""
    if at > 0 and text[at - 1].isalnum():
        return None
    best = None
    for term in glossary:
        end = at + len(term)
        if text[at:end].lower() != term.lower() or text[end:end + 1].isalnum():
            continue
        if best is None or len(term) > len(best):
            best = term
    return best


def ${entry}(text, glossary):
    out = []${which === 'every' ? '' : '\n    seen = set()'}${format === 'notes' ? '\n    targets = []' : ''}${which === 'paragraph' ? '\n    paragraph = 0' : ''}
    at = 0
    while at < len(text):${
      which === 'every'
        ? `
        if text[at] == '\`' and '\`' in text[at + 1:]:
            end = text.index('\`', at + 1) + 1
            out.append(${plain('text[at:end]')})
            at = end
            continue`
        : ''
    }
        term = term_at(text, at, glossary)
        words = text[at:at + len(term or '-')]
        at += len(words)
        if ${test}:
            out.append(${plain('words')})${
              which === 'paragraph'
                ? `
            if text[at - 1:at + 1] == '\\n\\n':
                paragraph += 1`
                : ''
            }
        else:${which === 'every' ? '' : `\n            seen.add(${place})`}${which === 'once' ? '\n            end = at' : ''}${WRITTEN[format]}
${
  format === 'notes'
    ? `    if targets:
        out.append('\\n')
    for number, target in enumerate(targets, 1):
        out.append('\\n[' + str(number) + '] ' + target)
`
    : ''
}    return ''.join(out)
`;
}
