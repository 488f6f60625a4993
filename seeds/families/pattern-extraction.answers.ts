/** Second solutions of the family `pattern-extraction`, and which cases stand for which sentence. */

import type { MoreAnswers } from './family.ts';

const mail = String.raw`
DIGITS = "0123456789"
BORDER = set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-")


def digits_from(text, at):
    end = at
    while end < len(text) and text[end] in DIGITS:
        end += 1
    return end


def order_at(text, at):
    """The end of the order number that begins here, or None."""
    if text[at:at + 4].upper() not in ("ORD-", "RET-") or (at > 0 and text[at - 1] in BORDER):
        return None
    dash = digits_from(text, at + 4)
    if dash != at + 8 or text[dash:dash + 1] != "-":
        return None
    end = digits_from(text, dash + 1)
    if not 5 <= end - dash - 1 <= 7 or (end < len(text) and text[end] in BORDER):
        return None
    return end


def amount_at(text, at):
    """The cents of the number that begins here, or None where it is no amount."""
    end = digits_from(text, at)
    whole = text[at:end]
    if whole == "":
        return None
    groups = []
    if len(whole) <= 3:
        while text[end:end + 1] == "," and digits_from(text, end + 1) == end + 4:
            groups.append(text[end + 1:end + 4])
            end += 4
    cents = 0
    if text[end:end + 1] == ".":
        last = digits_from(text, end + 1)
        if last == end + 3:
            cents, end = int(text[end + 1:last]), last
    if text[end:end + 1] in (".", ",") and text[end + 1:end + 2] in tuple(DIGITS):
        return None
    return int(whole + "".join(groups)) * 100 + cents


def extract(mail):
    text = "\n".join(line for line in mail.split("\n") if line.strip()[:1] != ">")
    orders, amounts = {}, []
    for at, sign in enumerate(text):
        end = order_at(text, at)
        if end is not None:
            orders[text[at:end].upper()] = True
        if sign == "$":
            amounts.append(amount_at(text, at + 1))
        elif text.startswith("USD", at):
            amounts.append(amount_at(text, at + 4 if text[at + 3:at + 4] == " " else at + 3))
    amounts = [cents for cents in amounts if cents is not None]
    return {"orders": list(orders), "amounts_cents": amounts, "largest_cents": max(amounts) if amounts else None}
`;

const masked = `
DIGITS = "0123456789"
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
LOCAL = set(LETTERS + DIGITS + "._%+-")
DOMAIN = set(LETTERS + DIGITS + "-")


def runs(text):
    """Places of the digits of each run: single blanks or dashes may stand between two."""
    run = []
    for at, sign in enumerate(text):
        if sign not in DIGITS:
            continue
        if run and not (at - run[-1] == 1 or (at - run[-1] == 2 and text[at - 1] in " -")):
            yield run
            run = []
        run.append(at)
    if run:
        yield run


def is_card(digits):
    total = sum(digits[-1::-2])
    for digit in digits[-2::-2]:
        total += sum(divmod(2 * digit, 10))
    return 13 <= len(digits) <= 19 and total % 10 == 0


def mask_cards(text):
    signs = list(text)
    for run in runs(text):
        if is_card([int(text[at]) for at in run]):
            for at in run[:-4]:
                signs[at] = "*"
    return "".join(signs)


def domain_end(text, at):
    """Where the domain that begins here ends, or None: at least two parts."""
    parts = 0
    while True:
        end = at
        while end < len(text) and text[end] in DOMAIN:
            end += 1
        if end == at:
            return at - 1 if parts > 1 else None
        parts += 1
        if text[end:end + 1] != ".":
            return end if parts > 1 else None
        at = end + 1


def mask_mails(text):
    result, done, at = [], 0, text.find("@")
    while at >= 0:
        start = at
        while start > done and text[start - 1] in LOCAL:
            start -= 1
        end = domain_end(text, at + 1)
        if start < at and end is not None:
            result.append(text[done:start] + text[start] + "***" + text[at:end])
            done = end
        at = text.find("@", at + 1)
    return "".join(result) + text[done:]


def mask(text):
    return mask_mails(mask_cards(text))
`;

export const patternExtractionAnswers: Readonly<Record<string, MoreAnswers>> = {
  'pattern-extraction-1': {
    how: 'Scans the mail sign by sign, without regular expressions.',
    program: mail,
    requirements: {
      'Lines that start with >': ['quoted lines', 'drawn mail'],
      'Order numbers look like': ['one order, one amount', 'wrong lengths', 'any case and duplicates'],
      'directly before or after it': ['borders of order numbers'],
      'A dot, underscore, bracket': ['underscore and dot are fine'],
      'Return them in UPPER CASE': ['any case and duplicates', 'large mail'],
      'a dollar sign directly followed': ['one order, one amount', 'thousands', 'drawn mail'],
      'Numbers are plain digits': ['thousands', 'not grouped in threes'],
      'If what follows the number': ['numbers we do not understand', 'not grouped in threes'],
      'A dot at the end of a sentence': ['end of a sentence'],
      'Return cents as whole numbers': ['largest and order of amounts', 'large mail'],
      'largest_cents is the largest': ['largest and order of amounts', 'nothing in it'],
      'An empty mail gives': ['empty mail'],
    },
  },
  'pattern-extraction-2': {
    how: 'Finds runs of digits and addresses sign by sign, without regular expressions.',
    program: masked,
    requirements: {
      'A candidate is a run of 13 to 19 digits': [
        'dashes and no separators',
        'double blanks break a run',
        'twelve and thirteen digits',
        'letters around a card',
        'phone numbers stay',
      ],
      'Take runs from left to right': ['dashes and no separators', 'drawn chat'],
      'A candidate is a card number if': ['card that fails the check', 'odd number of digits', 'large chat'],
      'Candidates that fail stay': ['card that fails the check', 'phone numbers stay'],
      'every digit except the last four': ['example of the posting', 'odd number of digits', 'drawn chat'],
      'Blanks and dashes stay': ['example of the posting', 'dashes and no separators'],
      'followed by @ and a domain': ['mail only', 'not an address'],
      'Keep the first character': ['mail only', 'one letter name', 'large chat'],
      'A dot at the end of the sentence': ['mail at the end of a sentence'],
      'Cards are masked first': ['card in a mail name'],
      'stays exactly as it is': ['empty text', 'phone numbers stay', 'drawn chat'],
    },
  },
};
