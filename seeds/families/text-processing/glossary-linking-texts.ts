/** What the family `glossary-linking` asks for, in three voices, with its dials and the slips that go with it. */

import type { Slip, Told } from '../ruled-project.ts';

export const DIALS = { format: ['markdown', 'html', 'notes', 'wiki'], which: ['every', 'paragraph', 'once'] } as const;

export type Format = (typeof DIALS)['format'][number];
export type Which = (typeof DIALS)['which'][number];
export type Glossary = Record<string, string>;
export type Arguments = [string, Glossary];

export const GLOSSARY: Glossary = {
  tax: 'Tax',
  'income tax': 'income tax',
  'income tax return': '/return?a=1&b="x"',
  VAT: '/vat',
  'value-added tax': '/vat',
  'Form 12': '/forms/12',
  return: '/r',
};

export const FORMATS: Readonly<
  Record<
    Format,
    { title: string; minutes: number; told: Told; edges: Record<string, Arguments>; slips: readonly Slip[] }
  >
> = {
  markdown: {
    title: 'Link glossary terms in Markdown pages',
    minutes: 25,
    told: [
      'A link is [words](target), words exactly as in the text. A target with a blank or a round bracket in it is put in angle brackets: [words](<target>).',
      'As we write in Markdown, a linked term becomes [words](target), where the words stay exactly as the author typed them, capitals and all. Targets with blanks or round brackets break our Markdown, these need pointed brackets: [words](<the target>).',
      'A linked occurrence shall be output as [words](target), where words is the occurrence as spelled in the text. A target containing a space or a parenthesis shall be written as <target>.',
    ],
    edges: {
      'target with a bracket': ['Form 12, tax', { 'Form 12': '/f(12', tax: '/t)' }],
      'spelled otherwise': ['TAX and Vat, value-ADDED tax', GLOSSARY],
    },
    slips: [['glossary-spelling', 'The words stay as in the text.', '[{words}]', '[{term}]']],
  },
  html: {
    title: 'Turn glossary terms into HTML links',
    minutes: 40,
    told: [
      'Output is HTML: a link is <a href="target">words</a>, words as in the text. Escape & < > as &amp; &lt; &gt; in everything, in text, words and target; in the target also " as &quot;. Look for terms in the text before escaping.',
      'The result goes into a web page, so a linked term becomes <a href="target">words</a> with the words as the author typed them. And since the text is plain text, please escape &, < and > everywhere (&amp; &lt; &gt;), also in the target, where the double quote has to become &quot; too. Terms are found in the unescaped text, of course.',
      'A linked occurrence shall be output as <a href="target">words</a>, where words is the occurrence as spelled in the text. The characters &, < and > shall be replaced by &amp;, &lt; and &gt; in the text, the words and the target, and additionally " by &quot; in the target only. Escaping does not influence where terms are found.',
    ],
    edges: {
      'signs of HTML': ['a<b & "tax" > VAT&tax; "ok"', GLOSSARY],
      'a term with a sign of HTML': ['Use R&D tax or r&d.', { 'R&D': '/r&d', tax: '/t<>"' }],
    },
    slips: [
      ['target-unescaped', 'The target is escaped too.', 'escape(glossary[term])', 'glossary[term]'],
      [
        'quotes-in-text',
        'Quotes are escaped in the target only.',
        'escape(text[end:], quote=False)',
        'escape(text[end:])',
      ],
    ],
  },
  notes: {
    title: 'Glossary terms get numbered references',
    minutes: 40,
    told: [
      'A link is the words as in the text, a blank and [n]. Numbers count targets, in order of first use, from 1; the same target always has the same number, even by another term. If there is any link, add to the text "\\n" and then for each number "\\n[n] target".',
      'It is for print, so a linked term keeps its words and gets a number behind them, like: VAT [2]. The numbers belong to the targets: the first target used is 1, the next new one 2; two terms with one target share its number. Below the text comes an empty line and the list, "[1] target" and so on, a line each, no line break after the last (so in Python: add "\\n" and then "\\n[1] target" for each). No links, no list.',
      'A linked occurrence shall be output unchanged, followed by a space and [n]. n enumerates the distinct targets from 1 in order of first use; terms having the same target share n. If at least one occurrence was linked, "\\n" shall be appended to the text and, for each n ascending, "\\n[n] target".',
    ],
    edges: { 'two terms, one target': ['VAT, tax, value-added tax.', GLOSSARY] },
    slips: [
      [
        'number-per-link',
        'A target keeps its number.',
        'numbers.setdefault(target, len(numbers) + 1)',
        'numbers.setdefault((target, len(numbers)), len(numbers) + 1)',
      ],
      ['list-without-links', 'Without links there is no list.', 'if numbers else', 'if True else'],
    ],
  },
  wiki: {
    title: 'Link known terms in our wiki pages',
    minutes: 30,
    told: [
      'A link is [[target|words]], words as in the text. Shorter where it goes: if words and target are equal up to the capital of their first sign, [[words]]; else if the words begin with the target sign for sign, [[target]] and the rest of the words behind it.',
      'In our wiki a link looks like [[target|words]], the words being left as typed. There are short forms that must be used: [[words]] when words and target are exactly the same, where only the first sign may differ in being a capital; and if the words begin with exactly the target, then [[target]] directly followed by what is left of the words, as in [[Form]] 12.',
      'A linked occurrence (the words as spelled in the text) shall be output as [[words]] where it is identical to the target except possibly for the capitalisation of the first character; otherwise, where the target is a prefix of the words, as [[target]] followed by the remainder of the words; otherwise as [[target|words]].',
    ],
    edges: {
      'words equal the target': ['Tax tax income tax. Income Tax VAT', GLOSSARY],
      'other capitals inside': ['INCOME tax', GLOSSARY],
      'words begin with the target': ['Form 12 form 12 tax', { 'Form 12': 'Form', tax: 'ta' }],
    },
    slips: [
      [
        'ignores-case-in-short-form',
        'Only the first sign may differ in being a capital.',
        'words[0].upper() + words[1:] == target[0].upper() + target[1:]',
        'words.lower() == target.lower()',
      ],
    ],
  },
};

export const WHICH: Readonly<Record<Which, { told: Told; slips: readonly Slip[] }>> = {
  every: {
    told: [
      'Link every occurrence, except in code: whatever stands between two backticks (the first and second, the third and fourth ...) stays as it is, backticks too. A last backtick without a partner is an ordinary sign.',
      'Every single occurrence should be linked, I do not mind a page full of links. Only what stands in `backticks` is code and must stay as it is, with its backticks. They pair up from the start of the text; if one is left over at the end, it is just a sign, and links go on behind it.',
      'All occurrences shall be linked, save those in code. Code is the text between the first and the second backtick of the text, the third and the fourth, and so forth; a final unpaired backtick has no significance. Code and backticks are output as they are.',
    ],
    slips: [
      ['lone-backtick-opens-code', 'A backtick without partner is an ordinary sign.', ' or at == len(parts) - 1', ''],
    ],
  },
  paragraph: {
    told: [
      'Link a term only at its first occurrence in each paragraph (paragraphs: separated by "\\n\\n"). It counts per term of the glossary, whatever the capitals. Later occurrences still use up their words: no shorter term is linked inside them.',
      'Too many links annoy people: within one paragraph a term should only be linked where it comes first, in the next paragraph again. A paragraph ends at two line breaks in a row. Different spellings (Tax, TAX) are one term, but two terms with the same target are two. When "income tax" was linked before, a second "income tax" is left alone altogether, it does not count as "tax".',
      'In each paragraph, paragraphs being delimited by two consecutive "\\n", only the first occurrence of each glossary term shall be linked, irrespective of capitalisation. An occurrence which is not linked for this reason remains an occurrence: shorter terms inside it shall not be considered.',
    ],
    slips: [['first-in-text-only', 'It starts anew in each paragraph.', '        linked.clear()\n', '']],
  },
  once: {
    told: [
      'Link a term once in the whole text, whatever the capitals: at its first occurrence that is far enough from the last link, namely at least 30 signs between the end of the words linked last and its own start (the first link of all needs no distance). Other occurrences still use up their words: no shorter term is linked inside them.',
      'One link per term is enough for the whole text, in whatever capitals. And links should not crowd: if fewer than 30 signs of the original text lie between the words linked last and this occurrence, leave it alone and wait for its next one. Terms that share a target are still two terms. Mind that an "income tax" which is left alone is skipped as a whole, so the word "tax" in it does not become a link.',
      'Each glossary term shall be linked at most once, irrespective of capitalisation, namely at its first occurrence which begins 30 or more characters (counted in the given text) after the end of the most recently linked occurrence, or at its first occurrence while none has been linked. Other occurrences are output unchanged as a whole; shorter terms within them shall not be considered.',
    ],
    slips: [
      ['capitals-are-other-terms', 'Capitals make no other term.', 'linked.add(term)', 'linked.add(words)'],
      [
        'from-start-to-start',
        'The distance runs from the end of the last words.',
        'last = match.end()',
        'last = match.start()',
      ],
    ],
  },
};

export const FINDING: Told = [
  'Occurrences: a term is found in any capitalisation, as whole words only (the signs before and behind it are no letters or digits, or there are none). Go from left to right; where several terms start at one place take the longest; occurrences do not overlap. Blanks and hyphens in a term must be in the text just so.',
  'How to find a term: capitals do not matter, but it must stand for itself, which means no letter and no digit right before or right behind it (a hyphen or bracket is fine). If two terms could start at the same place the longer one wins, and you go on behind it, so nothing overlaps. A term with a blank in it needs exactly this one blank.',
  'Occurrences of a term are determined irrespective of capitalisation. The characters adjacent to an occurrence, if any, must be neither letters nor digits. The text is searched from left to right; of several terms beginning at one position the longest shall prevail, and the search continues behind it. All characters of a term, spaces included, must match.',
];
