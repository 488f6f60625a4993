/** Reference and wrong programs of the family `messy-columns`. */

import { edited, type WrongProgram } from './family.ts';

export const importReference = String.raw`
import re
from datetime import date

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def clean_rows(rows):
    cleaned, rejected = [], []
    for number, row in enumerate(rows, start=1):
        problems = []
        day = clean_date(row["date"])
        cents = clean_amount(row["amount"])
        active = clean_flag(row["active"])
        if day is None:
            problems.append("date")
        if cents is None:
            problems.append("amount")
        if active is None:
            problems.append("active")
        if problems:
            rejected.append({"row": number, "problems": problems})
        else:
            cleaned.append({"date": day, "cents": cents, "active": active})
    return {"cleaned": cleaned, "rejected": rejected}


def clean_date(text):
    text = text.strip().lower()
    if match := re.fullmatch(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})", text):
        parts = match[1], match[2], match[3]
    elif match := re.fullmatch(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})", text):
        parts = match[3], match[2], match[1]
    elif match := re.fullmatch(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})", text):
        parts = match[3], match[1], match[2]
    elif (match := re.fullmatch(r"([0-9]{1,2}) ([a-z]{3}) ([0-9]{4})", text)) and match[2] in MONTHS:
        parts = match[3], MONTHS.index(match[2]) + 1, match[1]
    else:
        return None
    try:
        return date(*map(int, parts)).isoformat()
    except ValueError:
        return None


def clean_amount(text):
    text = re.sub(r"[\s€$]", "", text)
    negative = False
    if text.startswith("(") and text.endswith(")"):
        text, negative = text[1:-1], True
    elif text.startswith("-"):
        text, negative = text[1:], True
    match = re.fullmatch(r"([0-9]+|[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]{1,3}(?:,[0-9]{3})+)(?:([.,])([0-9]{1,2}))?", text)
    if not match or (match[2] and match[2] in match[1]):
        return None
    cents = int(re.sub(r"[.,]", "", match[1])) * 100 + int((match[3] or "").ljust(2, "0"))
    return -cents if negative else cents


def clean_flag(text):
    text = text.strip().lower()
    if text in ("y", "yes", "true", "1", "x"):
        return True
    if text in ("n", "no", "false", "0", ""):
        return False
    return None
`;

export const importWrong: readonly WrongProgram[] = [
  {
    name: 'commas-are-thousands',
    why: 'Removes every comma, so the European 12,50 becomes 1250.',
    program: edited(importReference, 'text = re.sub(r"[\\s€$]", "", text)', 'text = re.sub(r"[\\s€$,]", "", text)'),
  },
  {
    name: 'day-and-month-swapped',
    why: 'Reads dates with slashes as day/month; they are month/day.',
    program: edited(
      importReference,
      'parts = match[3], match[1], match[2]\n    elif (match',
      'parts = match[3], match[2], match[1]\n    elif (match',
    ),
  },
  {
    name: 'brackets-not-negative',
    why: 'Reads an amount in brackets as positive.',
    program: edited(importReference, 'text, negative = text[1:-1], True', 'text = text[1:-1]'),
  },
  {
    name: 'first-problem-only',
    why: 'Reports only the first problem of a row.',
    program: edited(importReference, '"problems": problems}', '"problems": problems[:1]}'),
  },
];

export const phoneReference = `
import csv

with open("contacts.csv", newline="", encoding="utf-8-sig") as source:
    rows = list(csv.reader(source, delimiter=";"))

header = [" ".join(cell.split()).lower() for cell in rows[0]] if rows else []
column = {name: header.index(name) for name in ("name", "phone", "country") if name in header}
prefixes = {"DE": "49", "AT": "43", "US": "1"}


def cell(row, name):
    return row[column[name]].strip() if name in column and column[name] < len(row) else ""


def standard(phone, country):
    international = phone.startswith("+")
    digits = "".join(sign for sign in phone if sign in "0123456789")
    if not international and digits.startswith("00"):
        international, digits = True, digits[2:]
    if not international:
        if country not in prefixes:
            return ""
        digits = prefixes[country] + (digits[1:] if digits.startswith("0") else digits)
    return "+" + digits if 8 <= len(digits) <= 15 else ""


result = {}
for row in rows[1:]:
    name = " ".join(cell(row, "name").split())
    if not name:
        continue
    phone = standard(cell(row, "phone"), cell(row, "country").upper())
    result.setdefault(name.lower(), [name, ""])
    result[name.lower()][1] = result[name.lower()][1] or phone

with open("clean.csv", "w", newline="", encoding="utf-8") as target:
    writer = csv.writer(target, lineterminator="\\n")
    writer.writerow(["name", "phone"])
    for key in sorted(result):
        writer.writerow(result[key])
`;

export const phoneWrong: readonly WrongProgram[] = [
  {
    name: 'byte-order-mark-kept',
    why: 'Leaves the byte order mark at the start of the file, so the first column is not found.',
    program: edited(phoneReference, 'utf-8-sig', 'utf-8'),
  },
  {
    name: 'last-phone-wins',
    why: 'Takes the last phone of a person instead of the first usable one.',
    program: edited(phoneReference, '= result[name.lower()][1] or phone', '= phone'),
  },
  {
    name: 'leading-zeros-stripped',
    why: 'Strips all zeros in front, so 0049 becomes a national number.',
    program: edited(
      phoneReference,
      '    if not international and digits.startswith("00"):\n        international, digits = True, digits[2:]\n',
      '    digits = digits.lstrip("0")\n',
    ),
  },
  {
    name: 'no-length-check',
    why: 'Writes phone numbers that are too short or too long.',
    program: edited(phoneReference, '"+" + digits if 8 <= len(digits) <= 15 else ""', '"+" + digits'),
  },
];
