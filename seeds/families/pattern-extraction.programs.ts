/** Reference and wrong programs of the family `pattern-extraction`. */

import { edited, type WrongProgram } from './family.ts';

export const mailReference = String.raw`
import re

ORDER = re.compile(r"(?<![A-Z0-9-])(ORD|RET)-([0-9]{4})-([0-9]{5,7})(?![A-Z0-9-])", re.IGNORECASE)
AMOUNT = re.compile(r"(?:USD ?|\$)([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.([0-9]{2}))?(?![0-9]|[.,][0-9])")


def extract(mail):
    text = "\n".join(line for line in mail.splitlines() if not line.lstrip().startswith(">"))
    orders = []
    for match in ORDER.finditer(text):
        number = match[0].upper()
        if number not in orders:
            orders.append(number)
    cents = [int(m[1].replace(",", "")) * 100 + int(m[2] or 0) for m in AMOUNT.finditer(text)]
    return {"orders": orders, "amounts_cents": cents, "largest_cents": max(cents, default=None)}
`;

export const mailWrong: readonly WrongProgram[] = [
  {
    name: 'no-borders',
    why: 'Finds order numbers inside longer numbers and words.',
    program: edited(edited(mailReference, '(?<![A-Z0-9-])', ''), '(?![A-Z0-9-])', ''),
  },
  {
    name: 'quoted-lines-read',
    why: 'Reads quoted lines of earlier mails too.',
    program: edited(mailReference, ' if not line.lstrip().startswith(">"))', ')'),
  },
  {
    name: 'repeated-orders',
    why: 'Lists an order number as often as it occurs.',
    program: edited(mailReference, 'if number not in orders:', 'if number:'),
  },
  {
    name: 'thousands-cut-off',
    why: 'Does not know thousands separators, so $1,250.00 becomes one dollar.',
    program: edited(
      edited(mailReference, '([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)', '([0-9]+)'),
      '(?![0-9]|[.,][0-9])',
      '(?![0-9])',
    ),
  },
];

export const maskReference = String.raw`
import re

CARD = re.compile(r"(?<![0-9])[0-9](?:[ -]?[0-9]){12,18}(?![0-9])")
MAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")


def mask(text):
    text = CARD.sub(mask_card, text)
    return MAIL.sub(mask_mail, text)


def mask_card(match):
    digits = [int(sign) for sign in match[0] if sign.isdigit()]
    total = 0
    for position, digit in enumerate(reversed(digits)):
        if position % 2:
            digit = digit * 2 - 9 if digit > 4 else digit * 2
        total += digit
    if total % 10:
        return match[0]
    left = len(digits) - 4
    result = []
    for sign in match[0]:
        if sign.isdigit():
            result.append("*" if left > 0 else sign)
            left -= 1
        else:
            result.append(sign)
    return "".join(result)


def mask_mail(match):
    name, _, domain = match[0].partition("@")
    return f"{name[0]}***@{domain}"
`;

export const maskWrong: readonly WrongProgram[] = [
  {
    name: 'every-long-number',
    why: 'Masks every long number without the check digit test.',
    program: edited(maskReference, 'if total % 10:', 'if not digits:'),
  },
  {
    name: 'check-digit-from-the-left',
    why: 'Doubles every second digit from the left, which fails for an odd number of digits.',
    program: edited(
      maskReference,
      'enumerate(reversed(digits)):\n        if position % 2:',
      'enumerate(digits):\n        if position % 2 == 0:',
    ),
  },
  {
    name: 'separators-lost',
    why: 'Drops the blanks and dashes of a card number.',
    program: edited(maskReference, '            result.append(sign)\n    return', '            pass\n    return'),
  },
  {
    name: 'stars-by-length',
    why: 'Writes one star for each letter of the mail name instead of always three.',
    program: edited(maskReference, '{name[0]}***@{domain}', '{name[0]}{"*" * (len(name) - 1)}@{domain}'),
  },
];
