/** Three new manners of the family `growing-calculators`: number bases, definitions, going back. */

import type { Manners } from './growing-calculators.stages.ts';

const BEFORE = `
def show(value):
    return str(value)

def prepared(words):
    return words
`;

export const manners: readonly Manners[] = [
  {
    about: 'number bases',
    manner: 'bases',
    lines: ['hex', 'bin', 'dec', '0x1f 0b101 + .', '-10 hex .'],
    before: BEFORE,
    text: [
      'Also: hex, bin and dec anywhere in a line switch how numbers are printed from there on (small letters, no prefix, minus in front: -1f); this lasts over lines and is not taken back by an error. Numbers may be typed as 0x1f or 0b101 (small letters, no minus) at any time; plain digits are always decimal.',
      'Besides that, hex, bin and dec, wherever they stand, choose how it prints from then on: small letters, nothing in front but perhaps a minus (-1f). It stays like that for the next lines too, error or not. One can type 0x1f and 0b101, always in small letters and without a minus; numbers with nothing in front remain decimal.',
      'Furthermore, the words hex, bin and dec select the base of all subsequent output (lower case, no prefix, leading minus), across lines and irrespective of errors. Input of the forms 0x1f and 0b101 (lower case, unsigned) is accepted in any mode; other numbers are decimal.',
    ],
    cases: ['other bases', 'a base stays'],
    program: `
base = 'd'

def show(value):
    return format(value, base)

def prepared(words):
    global base
    for word in words:
        if word in ('hex', 'bin', 'dec'):
            base = {'hex': 'x', 'bin': 'b', 'dec': 'd'}[word]
        elif word.startswith(('0x', '0b')):
            yield str(int(word, 0))
        else:
            yield word
`,
    other: `
DIGITS = '0123456789abcdef'
settings = {'base': 10}

def show(value):
    text = ''
    rest = abs(value)
    while rest or not text:
        rest, digit = divmod(rest, settings['base'])
        text = DIGITS[digit] + text
    return '-' + text if value < 0 else text

def prepared(words):
    bases = {'hex': 16, 'bin': 2, 'dec': 10}
    for word in words:
        if word in bases:
            settings['base'] = bases[word]
            continue
        prefix = {'0x': 16, '0b': 2}.get(word[:2])
        yield word if prefix is None else str(int(word[2:], prefix))
`,
    slips: [
      {
        why: 'Plain digits are decimal in any base',
        from: '        else:\n            yield word\n',
        to: "        else:\n            yield str(int(word, 16)) if base == 'x' and word.isdigit() else word\n",
      },
      { why: 'The word dec goes back to decimal numbers', from: "'dec': 'd'}[word]", to: "'dec': base}[word]" },
    ],
    edges: {
      'other bases': [
        '0x1f .',
        '0b101 0xff + .',
        '255 hex .',
        '-31 . bin -5 . 0 .',
        'dec 0x10 .',
        '10 hex 10 bin . dec .',
      ],
      'a base stays': ['hex', '26 .', 'bin nonsense', '6 .', '100 dec .', '9 9 * hex .', '+', '17 .'],
    },
  },
  {
    about: 'definitions',
    manner: 'definitions',
    lines: [': Twice 2 * ;', ': Four Twice Twice ;', '3 Four .', ': Twice 3 * ;', '5 Twice . Other', ': Other 1 + . ;'],
    before: BEFORE,
    text: [
      'Also: a line ": Name words ;" defines Name (which begins with a capital letter) as these words and does nothing else; Name may then stand for them in later lines. A Name within a definition means what it meant at that time; defining again replaces the old meaning for lines after it. An unknown Name is an error like any other unknown word.',
      'Besides that I want to give names: the line ": Twice 2 * ;" says that Twice stands for 2 * from the next line on, and prints nothing. Names begin with a capital letter. One definition can use an older one, and keeps the meaning that it had then, even if the older one is defined anew. Names that nobody has defined are an error, as unknown words are now.',
      'Furthermore, a line of the form ": Name words ;" defines Name, beginning with a capital letter, as an abbreviation for the words, without further effect. Names occurring in the words are replaced by their meaning at the time of definition. A later definition of the same name supersedes it for subsequent lines. Undefined names are errors like other unknown words.',
    ],
    cases: ['names for words', 'defined again'],
    program: `
meanings = {}

def show(value):
    return str(value)

def expand(words):
    return [part for word in words for part in meanings.get(word, [word])]

def prepared(words):
    if words and words[0] == ':':
        meanings[words[1]] = expand(words[2:-1])
        return []
    return expand(words)
`,
    other: `
import re as patterns

texts = []

def show(value):
    return repr(value)

def replaced(line):
    def meaning(found):
        fitting = [text for name, text in texts if name == found.group()]
        return fitting[-1] if fitting else found.group()
    return patterns.sub('[A-Z][^ ]*', meaning, line)

def prepared(words):
    if words[:1] != [':']:
        return replaced(' '.join(words)).split()
    texts.append((words[1], replaced(' '.join(words[2:-1]))))
    return ()
`,
    slips: [
      {
        why: 'A name in a definition keeps its meaning of then',
        from: 'meanings[words[1]] = expand(words[2:-1])',
        to: 'meanings[words[1]] = words[2:-1]',
      },
      {
        why: 'A name can be defined again',
        from: 'meanings[words[1]] = expand(words[2:-1])\n        return []',
        to: 'meanings.setdefault(words[1], expand(words[2:-1]))\n        return []',
      },
    ],
    edges: {
      'names for words': [
        ': Twice 2 * ;',
        '4 Twice .',
        ': Both Twice . Twice . ;',
        '1 2 Both',
        ': None ;',
        '5 None .',
        'Twice',
      ],
      'defined again': [
        'A',
        ': A 1 ;',
        ': B A A + ;',
        'B .',
        ': A 5 ;',
        'A . B .',
        ': A A A * ;',
        'A .',
        'Z .',
        ': B nonsense ;',
        'B',
        '3 .',
      ],
    },
  },
  {
    about: 'going back',
    manner: 'back',
    lines: ['back', 'back', '1 2', '.', 'nonsense', 'back'],
    before: BEFORE,
    text: [
      'Also: a line that is only the word back restores the stack as it was before the latest line that has not been taken back yet. Every other line counts as one, also one that ended in an error or was blank. With no line left: error. What was printed stays printed. Within a longer line back is an unknown word.',
      'Besides that I want to go back: if a line says just back, the stack becomes what it was before the last line, and with another back what it was before the one before, and so on; lines with errors and empty lines are lines as well, only back itself is none. If there is no line left, print error as usual. In a line with other words, back means nothing and is an error.',
      'Furthermore, a line consisting of the sole word back restores the stack preceding the most recent line not yet reverted; all lines other than back count, including erroneous and blank ones. If none remains, an error is reported. Output is not affected. As part of a longer line, back is an unknown word.',
    ],
    cases: ['back and back', 'back over errors'],
    program: `
history = []

def show(value):
    return str(value)

def prepared(words):
    if words != ['back']:
        history.append(stack[:])
        return words
    if not history:
        raise Trouble
    stack[:] = history.pop()
    return []
`,
    other: `
past = None

def show(value):
    return '%d' % value

def prepared(words):
    global past
    if len(words) == 1 and words[0] == 'back':
        if past is None:
            raise Trouble
        kept, past = past
        stack.clear()
        stack.extend(kept)
        words = []
    else:
        past = (tuple(stack), past)
    yield from words
`,
    slips: [
      {
        why: 'Going back can be repeated',
        from: 'stack[:] = history.pop()',
        to: 'stack[:] = history.pop()\n    history.append(stack[:])',
      },
      {
        why: 'A line with an error counts as a line',
        from: "if words != ['back']:\n        history.append(stack[:])",
        to: "if words != ['back']:\n        if 'nonsense' not in words:\n            history.append(stack[:])",
      },
    ],
    edges: {
      'back and back': [
        'back',
        '1',
        '2 3',
        '+',
        'back',
        '. .',
        'back',
        'back',
        'back',
        'back',
        '.',
        '4',
        '5 . back',
        '.',
      ],
      'back over errors': [
        '7 8',
        'nonsense',
        'back',
        '.',
        '',
        'back',
        'back',
        '.',
        'back',
        'back',
        '.',
        '1 back',
        'back',
        '2 .',
      ],
    },
  },
];
