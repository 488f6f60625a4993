/** Second solutions of the family `config-parsing`, and which cases stand for which sentence. */

import type { MoreAnswers } from './family.ts';

const settings = String.raw`
import json

SWITCHES = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


def value_of(text):
    if text.startswith('"') and text.endswith('"') and len(text) > 1:
        return text[1:-1]
    digits = text[1:] if text.startswith("-") else text
    if digits.isascii() and digits.isdigit():
        return int(text)
    return SWITCHES.get(text.lower(), text)


def main():
    own, parent_of, name = {}, {}, None
    for raw in open("settings.ini", encoding="utf-8").read().split("\n"):
        line = raw.strip()
        if line == "" or line.startswith(("#", ";")):
            continue
        if line.startswith("[") and line.endswith("]"):
            parts = [part.strip() for part in line[1:-1].split(":", 1)]
            name = parts[0]
            own.setdefault(name, [])
            if len(parts) == 2:
                parent_of[name] = parts[1]
        else:
            at = line.index("=")
            own[name].append((line[:at].strip().lower(), line[at + 1:].strip()))

    result = {}
    for name in own:
        if name[:1] == "_":
            continue
        family, at = [], name
        while at is not None:
            family.append(at)
            at = parent_of.get(at)
        values = {}
        for ancestor in reversed(family):
            for key, text in own[ancestor]:
                values[key] = value_of(text)
        result[name] = values
    with open("settings.json", "w", encoding="utf-8") as target:
        target.write(json.dumps(result))


main()
`;

const environment = String.raw`
LETTERS = set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_")
SIGNS = LETTERS | set("0123456789")


def is_name(text):
    return text != "" and text[0] in LETTERS and all(sign in SIGNS for sign in text)


def without_comment(text):
    for at in range(1, len(text)):
        if text[at] == "#" and text[at - 1].isspace():
            return text[:at].rstrip()
    return text


def replaced(text, values):
    result, at = [], 0
    while at < len(text):
        if text.startswith("$$", at):
            result.append("$")
            at += 2
            continue
        close = text.find("}", at)
        if text[at] == "$" and text[at + 1:at + 2] == "{" and close > 0:
            name, colon, default = text[at + 2:close].partition(":-")
            if is_name(name):
                result.append(values.get(name) or default)
                at = close + 1
                continue
        result.append(text[at])
        at += 1
    return "".join(result)


def load_env(text, base):
    values, errors = dict(base), []
    for index, raw in enumerate(text.split("\n")):
        line = raw.strip()
        if line == "" or line[0] == "#":
            continue
        if line.startswith("export "):
            line = line[len("export "):]
        at = line.find("=")
        name = line[:at].strip()
        if at < 0 or not is_name(name):
            errors.append(index + 1)
            continue
        value = line[at + 1:].strip()
        quote = value[0] if len(value) > 1 and value[0] == value[-1] else ""
        if quote == "'":
            values[name] = value[1:-1]
        elif quote == '"':
            values[name] = replaced(value[1:-1], values)
        else:
            values[name] = replaced(without_comment(value), values)
    return {"values": values, "errors": errors}
`;

export const configParsingAnswers: Readonly<Record<string, MoreAnswers>> = {
  'config-parsing-1': {
    how: 'Walks from a section up to its oldest ancestor in a loop, and tells types without patterns.',
    program: settings,
    requirements: {
      'Blank lines are skipped': ['only comments', 'empty file'],
      'There are no comments behind a value': ['signs inside values'],
      '[name] begins a section': ['two sections', 'simple inheritance', 'section without keys'],
      'Blanks around both names': ['simple inheritance', 'templates are left out'],
      'The key ends at the first equals sign': ['equals signs in values'],
      'Keys are not case sensitive': ['simple inheritance', 'key twice'],
      'If a key comes twice': ['key twice', 'drawn settings'],
      'The value may be empty': ['types'],
      'If a section appears again': ['section in two places'],
      'If it names a parent again': ['section in two places'],
      'A section has all values of its parent': ['simple inheritance', 'grandparents below', 'large settings'],
      'The parent may stand further down': ['grandparents below', 'drawn settings'],
      'but they are not written': ['templates are left out', 'drawn settings'],
      'a value in double quotes': ['two sections', 'quotes keep text'],
      'Otherwise true/yes/on': ['types', 'two sections', 'drawn settings'],
      'An empty settings.ini': ['empty file', 'only comments'],
    },
  },
  'config-parsing-2': {
    how: 'Reads references sign by sign instead of with one pattern.',
    program: environment,
    requirements: {
      'values contains base plus everything': ['empty text', 'file wins over base'],
      'errors contains the numbers': ['error lines'],
      'Those lines are skipped': ['error lines', 'drawn file'],
      'Strip blanks on both ends': ['plain values', 'comments need a blank'],
      'Blank lines and lines starting with #': ['plain values', 'drawn file'],
      'optionally with "export "': ['references', 'error lines'],
      'Blanks around the first =': ['plain values', 'more equals signs'],
      'NAME is a letter or underscore': ['more equals signs', 'error lines'],
      'No = or a bad name': ['error lines', 'drawn file'],
      "Value in 'single quotes'": ['single quotes are literal'],
      'Value in "double quotes"': ['single quotes are literal', 'plain values'],
      'ends before the first #': ['comments need a blank', 'drawn file'],
      'A # without white space': ['comments need a blank'],
      'A value that opens a quote': ['quotes that do not close'],
      'is replaced by the value of NAME known': ['references', 'not yet known', 'file wins over base', 'large file'],
      'gives the default if NAME': ['default for empty', 'references', 'drawn file'],
      'The default is plain text': ['default for empty', 'references'],
      '$$ gives one $': ['single quotes are literal', 'other dollars stay'],
      'Any other $ stays': ['other dollars stay', 'replaced text is not searched'],
    },
  },
};
