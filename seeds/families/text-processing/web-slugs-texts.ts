/** What the family `web-slugs` asks for, in three voices, with its dials and slips. */

import type { Slip, Told } from '../ruled-project.ts';

export const DIALS = { script: ['german', 'russian', 'greek', 'latin'], shape: ['unique', 'short', 'paths'] } as const;

export type Script = (typeof DIALS)['script'][number];
export type Shape = (typeof DIALS)['shape'][number];

interface ScriptText {
  readonly title: string;
  readonly minutes: number;
  readonly told: Told;
  readonly words: readonly string[];
  readonly plain: readonly string[];
  readonly edges: string[];
  readonly slips: readonly Slip[];
}

export const SCRIPTS: Readonly<Record<Script, ScriptText>> = {
  german: {
    title: 'German',
    minutes: 15,
    told: [
      'Letters: ä -> ae, ö -> oe, ü -> ue, ß -> ss; & -> the word "und" (blanks around it). Other accented letters are not replaced: they count as other signs.',
      'Our titles are German: ä, ö, ü are written ae, oe, ue, and ß is ss. The sign & should be read as the word und, even if there are no blanks around it. Other letters with accents do not occur in earnest, treat them like any other strange sign.',
      'The characters ä, ö, ü and ß shall be replaced by ae, oe, ue and ss, and "&" by the separate word "und". Other characters outside ASCII receive no replacement.',
    ],
    words: ['Äpfel', 'Größe', 'Übung', 'und', 'B&B', 'Fußball', 'schön', 'Café', '3', 'Öl'],
    plain: ['Guten Morgen', 'Schöne Übung', 'Über uns'],
    edges: ['ÄÖÜ äöü ß GROẞ', 'Müller&Söhne & Co', 'Café Señor', '&', 'a&b&c'],
    slips: [
      ['and-sticks', 'The word und stands apart.', "' und '", "'und'"],
      ['drops-dots-only', 'ä, ö and ü become two letters.', "'ö': 'oe'", "'ö': 'o'"],
    ],
  },
  russian: {
    title: 'Russian',
    minutes: 25,
    told: [
      'Letters: а a, б b, в v, г g, д d, е e, ё yo, ж zh, з z, и i, й y, к k, л l, м m, н n, о o, п p, р r, с s, т t, у u, ф f, х kh, ц ts, ч ch, ш sh, щ shch, ы y, э e, ю yu, я ya; ъ and ь vanish. е is ye unless directly after one of б в г д ж з й к л м н п р с т ф х ц ч ш щ ё.',
      'Titles are in Russian and we write them like this: а a, б b, в v, г g, д d, е e, ё yo, ж zh, з z, и i, й y, к k, л l, м m, н n, о o, п p, р r, с s, т t, у u, ф f, х kh, ц ts, ч ch, ш sh, щ shch, ы y, э e, ю yu, я ya, while ъ and ь are left out without a trace. One special case: е becomes ye, except when the letter right before it is one of б в г д ж з й к л м н п р с т ф х ц ч ш щ ё, then it is a plain e.',
      'Cyrillic letters shall be replaced as follows: а a, б b, в v, г g, д d, е e, ё yo, ж zh, з z, и i, й y, к k, л l, м m, н n, о o, п p, р r, с s, т t, у u, ф f, х kh, ц ts, ч ch, ш sh, щ shch, ъ (nothing), ы y, ь (nothing), э e, ю yu, я ya. By way of exception, е is replaced by ye where the character immediately preceding it in the title is not one of б в г д ж з й к л м н п р с т ф х ц ч ш щ ё, or where it is the first.',
    ],
    words: ['Елена', 'Подъезд', 'новое', 'Щи', 'борщ', 'Семья', 'Юг', 'её', 'поезд', 'News', '5', 'цирк'],
    plain: ['Добрый вечер', 'Мой дом', 'Нева'],
    edges: ['Абвгдеёжзийклмнопрстуфхцчшщъыьэюя', 'Ещё ехать ее', 'объект, съел, нее-е', 'А4е Xе', 'ЕЕ'],
    slips: [
      [
        'ye-at-word-start-only',
        'е is ye behind vowels and signs as well.',
        "'(?<![бвгджзйклмнпрстфхцчшщё])е'",
        "'(?<![а-яё])е'",
      ],
      ['soft-sign-separates', 'ъ and ь vanish.', "'ь': ''", "'ь': ' '"],
    ],
  },
  greek: {
    title: 'Greek',
    minutes: 30,
    told: [
      'Letters: drop accents and dots first (ά = α, ϊ = ι). Then μπ is b where no Greek letter (α to ω) stands directly before it, else mb; ου = ou; γγ = ng. Single letters: α a, β v, γ g, δ d, ε e, ζ z, η i, θ th, ι i, κ k, λ l, μ m, ν n, ξ x, ο o, π p, ρ r, σ and ς s, τ t, υ y, φ f, χ ch, ψ ps, ω o.',
      'They are Greek titles. Forget the accents and the two dots on letters first. Then three pairs count as one: μπ, which is b at the beginning of a word (no Greek letter α to ω right before) and mb inside, ου for ou, and γγ for ng. The rest one by one: α a, β v, γ g, δ d, ε e, ζ z, η i, θ th, ι i, κ k, λ l, μ m, ν n, ξ x, ο o, π p, ρ r, σ s (and ς at the end of a word too), τ t, υ y, φ f, χ ch, ψ ps, ω o.',
      'Diacritical marks of letters shall be removed. Next, μπ is replaced by b where it is not immediately preceded by a Greek letter (α to ω), otherwise by mb; ου by ou; γγ by ng. Remaining letters are replaced as follows: α a, β v, γ g, δ d, ε e, ζ z, η i, θ th, ι i, κ k, λ l, μ m, ν n, ξ x, ο o, π p, ρ r, σ s, ς s, τ t, υ y, φ f, χ ch, ψ ps, ω o.',
    ],
    words: ['Μπαμπάς', 'ουρανός', 'Άγγελος', 'Αθήνα', 'και', 'Ψωμί', 'Λάμπα', 'νέα', '7', 'Ύδρα', 'Γάϊδαρος'],
    plain: ['Καλή μέρα', 'Το νησί', 'Νέα της πόλης'],
    edges: ['Αβγδεζηθικλμνξοπρσςτυφχψω', 'Μπύρα, λάμπα 4μπ aμπ', 'Ούτε γγ μαΐου', 'ΰΐ ΌΎ', 'μπμπ'],
    slips: [
      ['always-mb', 'μπ at the start of a word is b.', "'(?<![α-ω])μπ', 'b'", "'(?<![α-ω])μπ', 'mb'"],
      ['ou-letter-by-letter', 'ου is ou.', "replace('ου', 'ou')", "replace('ου', 'oy')"],
    ],
  },
  latin: {
    title: 'accented',
    minutes: 10,
    told: [
      'Letters: ł l, đ d, ø o, æ ae, œ oe, ß ss; every other letter with accents, hooks or dots loses them (é e, ñ n, ç c, ž z, ů u ...). Letters of other scripts count as other signs.',
      'Titles come in all sorts of European languages: ł is l, đ is d, ø is o, æ is ae, œ is oe, ß is ss, and any other letter simply loses what is above or below it (é is e, ç is c, ů is u). Greek and the like cannot be read by our readers; such letters count as strange signs.',
      'ł, đ, ø, æ, œ and ß shall be replaced by l, d, o, ae, oe and ss; all diacritical marks of other letters shall be removed by canonical decomposition. Letters of other scripts receive no replacement.',
    ],
    words: ['Łódź', 'Smørrebrød', 'cœur', 'Ångström', 'niño', 'Český', 'Đuro', 'ÆON', '12', 'façade', 'Straße', 'Ünal'],
    plain: ['Niño feliz', 'Déjà vu', 'Český les'],
    edges: ['ŁŁ ĐĐ ØØ ÆÆ ŒŒ ß', 'ÀÉÎÕÜ çñşţž', 'Ελλάδα ű ő', 'Ǻ ệ', 'l·l'],
    slips: [
      ['slashed-letters-vanish', 'ł, đ and ø become l, d and o.', "'ł': 'l'", "'ł': ''"],
      ['one-letter-ligature', 'æ becomes two letters.', "'æ': 'ae'", "'æ': 'a'"],
    ],
  },
};

interface ShapeText {
  readonly title: string;
  readonly parameter: string;
  readonly minutes: number;
  readonly usual: number;
  readonly other: number;
  readonly told: Told;
  readonly edges: string[][];
  readonly slips: readonly Slip[];
}

export const SHAPES: Readonly<Record<Shape, ShapeText>> = {
  unique: {
    title: 'Unique addresses',
    parameter: 'start',
    minutes: 20,
    usual: 2,
    other: 1,
    told: [
      'All results differ: a slug that an earlier title already has gets "-" and a number, starting with start (2, say) and counting up until it is free. An empty slug is "untitled" (numbered likewise).',
      'No address may be given out twice. If one is already taken by a title before, put a hyphen and a number behind it: first the number start, then one more and so on until nobody has it. Mind that a title may by itself look like a numbered one. When nothing is left of a title, use "untitled", which follows the same rule.',
      'Results shall be pairwise distinct. If a slug equals an earlier result, "-n" is appended, n being the least integer not less than start for which the outcome equals no earlier result. Where a title yields an empty slug, "untitled" is used in its place before this rule is applied.',
    ],
    edges: [
      ['A', 'a', 'A!', 'a-2', 'A', 'a 2'],
      ['?', 'untitled', '!', 'b-3', 'b', 'b', 'b'],
    ],
    slips: [
      ['counts-alike-only', 'A numbered slug must be free, too.', 'while free in taken:', 'if free in taken:'],
      ['empty-stays', 'An empty slug is untitled.', " or 'untitled'", " or ''"],
    ],
  },
  short: {
    title: 'Short addresses',
    parameter: 'limit',
    minutes: 20,
    usual: 16,
    other: 7,
    told: [
      'At most limit characters: drop whole words (between hyphens) from the end until it fits; if the first word alone is too long, cut it to limit characters. Exactly limit is fine. Empty stays empty.',
      'An address may have limit characters at the most, and exactly that many is all right. If it is longer, leave out words at the end, as few as possible; only when the very first word is too long by itself, chop it off after limit characters. An empty one stays empty.',
      'A slug of more than limit characters shall be shortened by removing as few words (separated by hyphens) as possible from its end so that no more than limit characters remain; if its first word exceeds limit, the first limit characters of that word are the result. Empty slugs remain empty.',
    ],
    edges: [
      ['one two three four', 'exactly sixteen1', 'exactly sixteen12', 'abcdefghijklmnopq r', 'abcdefghijklmnop q'],
      ['a b c d e f g h i', 'abcdefg hi', 'abcdef gh', 'abcdefghijklmnopqrstuvwxyz'],
    ],
    slips: [
      ['hard-cut', 'Words are dropped as a whole.', 'while len(slug) > limit and', 'while False and'],
      [
        'first-word-lost',
        'A first word that is too long is cut.',
        'return slug[:limit]',
        "return slug if len(slug) <= limit else ''",
      ],
    ],
  },
  paths: {
    title: 'Nested addresses',
    parameter: 'depth',
    minutes: 25,
    usual: 3,
    other: 1,
    told: [
      'A title is a path, its parts separated by "/". Each part becomes a slug, empty ones are left out, and they are joined by "/". No more than depth parts (at least 1): if there are more, the last allowed one takes the rest, joined by hyphens. Nothing left: "-".',
      'The titles are whole paths like Shop / Shoes / Red: make every part between the slashes an address of its own, forget parts that come out empty, and put slashes between them again. There may be depth levels at most (1 or more); when there are too many, the last level gets all the rest with hyphens between. If nothing at all is left, give me a single hyphen.',
      'A title consists of parts separated by "/". The slugs of the parts, except empty ones, shall be joined by "/". If they number more than depth (a positive integer), those from number depth on are joined by hyphens into one. Where no slug remains the result is "-".',
    ],
    edges: [
      ['Shop / Shoes/Red', '/a//b/', 'a/b/c/d/e', '///', 'a / ! / b/c'],
      ['x/y', 'one-two/three four/five/six/!', '/'],
    ],
    slips: [
      ['drops-deeper-levels', 'The last level takes the rest.', "'-'.join(parts[depth - 1:])", 'parts[depth - 1]'],
      ['counts-empty-parts', 'Empty parts are left out.', 'if slug:', 'if True:'],
    ],
  },
};
