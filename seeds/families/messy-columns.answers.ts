/** Second solutions of the family `messy-columns`, and which cases stand for which sentence. */

import type { MoreAnswers } from './family.ts';

const rows = `
from datetime import date

DIGITS = set("0123456789")
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
FLAGS = {word: True for word in ("y", "yes", "true", "1", "x")} | {word: False for word in ("n", "no", "false", "0", "")}
# Separator of the parts, and where year, month and day stand.
ORDERS = (("-", (0, 1, 2)), (".", (2, 1, 0)), ("/", (2, 0, 1)), (" ", (2, 1, 0)))


def number(text, sizes):
    return int(text) if len(text) in sizes and set(text) <= DIGITS else None


def day_of(text):
    text = text.strip().lower()
    for separator, order in ORDERS:
        parts = text.split(separator)
        if len(parts) != 3:
            continue
        year, month, day = (parts[place] for place in order)
        if separator == " ":
            month = str(MONTHS.index(month) + 1) if month in MONTHS else ""
        values = number(year, (4,)), number(month, (1, 2)), number(day, (1, 2))
        if None in values:
            return None
        try:
            return str(date(*values))
        except ValueError:
            return None
    return None


def groups_fit(text):
    if set(text) <= DIGITS:
        return text != ""
    for separator in ".,":
        first, *others = text.split(separator)
        if others and number(first, (1, 2, 3)) is not None:
            if all(number(other, (3,)) is not None for other in others):
                return True
    return False


def cents_of(text):
    text = "".join(sign for sign in text if not sign.isspace() and sign not in "€$")
    sign = 1
    if text[:1] == "(" and text[-1:] == ")":
        text, sign = text[1:-1], -1
    elif text[:1] == "-":
        text, sign = text[1:], -1
    whole, decimals = text, "00"
    for length in (1, 2):
        separator = text[-length - 1:-length]
        if separator and separator in ".," and set(text[-length:]) <= DIGITS:
            whole, decimals = text[:-length - 1], text[-length:].ljust(2, "0")
            if separator in whole:
                return None
    if not groups_fit(whole):
        return None
    return sign * int(whole.replace(".", "").replace(",", "") + decimals)


def clean_rows(rows):
    result = {"cleaned": [], "rejected": []}
    for place, row in enumerate(rows):
        values = {
            "date": day_of(row["date"]),
            "amount": cents_of(row["amount"]),
            "active": FLAGS.get(row["active"].strip().lower()),
        }
        problems = [name for name, value in values.items() if value is None]
        if problems:
            result["rejected"].append({"row": place + 1, "problems": problems})
        else:
            result["cleaned"].append({"date": values["date"], "cents": values["amount"], "active": values["active"]})
    return result
`;

const contacts = String.raw`
import csv
import io
import re

PREFIX = {"DE": "49", "AT": "43", "US": "1"}


def usable(phone, country):
    digits = re.sub(r"[^0-9]", "", phone)
    if phone[:1] != "+":
        if digits[:2] == "00":
            digits = digits[2:]
        elif country in PREFIX:
            digits = PREFIX[country] + re.sub(r"^0", "", digits)
        else:
            return None
    return "+" + digits if len(digits) in range(8, 16) else None


def records(text):
    lines = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";")
    header = [" ".join(name.lower().split()) for name in next(lines, [])]
    for cells in lines:
        record = {}
        for name, cell in zip(header, cells):
            record.setdefault(name, cell.strip())
        yield record


people = {}
for record in records(open("contacts.csv", newline="", encoding="utf-8").read()):
    name = re.sub(r"\s+", " ", record.get("name", "")).strip()
    if name == "":
        continue
    person = people.setdefault(name.lower(), {"name": name, "phones": []})
    phone = usable(record.get("phone", ""), record.get("country", "").upper())
    if phone is not None:
        person["phones"].append(phone)

out = io.StringIO()
writer = csv.DictWriter(out, ["name", "phone"], lineterminator="\n")
writer.writeheader()
for _, person in sorted(people.items()):
    writer.writerow({"name": person["name"], "phone": (person["phones"] + [""])[0]})
with open("clean.csv", "w", newline="", encoding="utf-8") as target:
    target.write(out.getvalue())
`;

export const messyColumnsAnswers: Readonly<Record<string, MoreAnswers>> = {
  'messy-columns-1': {
    how: 'Splits dates at their separators and amounts from their ends, without patterns.',
    program: rows,
    requirements: {
      'A row goes to cleaned': ['clean already', 'all problems of a row', 'drawn rows'],
      'Both lists keep the order': ['all problems of a row', 'large sheet', 'no rows'],
      'DATE (spaces at the ends': ['some colleagues'],
      'Exactly these forms': ['some colleagues', 'forms that are not agreed', 'drawn rows'],
      '5.3.2024 (day.month.year': ['American and German dates', 'some colleagues'],
      '3/5/2024 (month/day/year': ['American and German dates'],
      '5 Mar 2024 (day, one space': ['months in any case'],
      'It must be a real date': ['days that do not exist'],
      'First remove all white space': ['blanks and currencies'],
      'A minus in front or brackets': ['negative amounts'],
      'What remains is a whole part': ['European amounts', 'bad amounts'],
      'The whole part is either plain digits': ['European amounts', 'bad amounts', 'large sheet'],
      'The decimal separator must be different': ['bad amounts', 'European amounts'],
      '1.234 is 1234 because': ['European amounts', 'bad amounts'],
      '.50 and the empty text are bad': ['bad amounts'],
      'y, yes, true, 1, x are true': ['flags', 'some colleagues', 'drawn rows'],
    },
  },
  'messy-columns-2': {
    how: 'Reads records by the names of their columns and collects all usable phones of a person before it writes the first.',
    program: contacts,
    requirements: {
      'may begin with a byte order mark': ['byte order mark', 'three people'],
      'they may be in any position': ['messy header', 'extra column'],
      'Other columns are ignored': ['extra column'],
      'Lines may be shorter than the header': ['short lines'],
      'A column may be missing completely': ['column missing'],
      'cut blanks at the ends and reduce': ['messy header', 'names with comma', 'drawn contacts'],
      'Rows without a name are skipped': ['short lines', 'drawn contacts'],
      'Two rows with the same name': ['first usable phone', 'drawn contacts', 'large list'],
      'Begins with +': ['international forms'],
      'If they begin with 00': ['international forms'],
      'Otherwise the number is national': ['national forms', 'three people'],
      'Any other country': ['national forms', 'drawn contacts'],
      'there must be 8 to 15 digits': ['too short and too long'],
      'Each person gets the first usable phone': ['first usable phone', 'large list'],
      'UTF-8 without byte order mark, comma separated': ['three people', 'names with comma', 'large list'],
      'Every line ends with one newline': ['three people', 'header only'],
      'If contacts.csv is empty': ['empty file', 'header only'],
    },
  },
};
