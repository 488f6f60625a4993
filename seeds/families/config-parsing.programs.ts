/** Reference and wrong programs of the family `config-parsing`. */

import { edited, type WrongProgram } from './family.ts';

export const settingsReference = `
import json
import re


def read_sections(path):
    sections, current = {}, None
    with open(path, encoding="utf-8") as source:
        for line in source:
            line = line.strip()
            if not line or line[0] in "#;":
                continue
            if line.startswith("[") and line.endswith("]"):
                name, _, parent = (part.strip() for part in line[1:-1].partition(":"))
                current = sections.setdefault(name, {"parent": None, "values": {}})
                if parent:
                    current["parent"] = parent
                continue
            key, _, value = line.partition("=")
            current["values"][key.strip().lower()] = value.strip()
    return sections


def typed(text):
    if len(text) >= 2 and text[0] == text[-1] == '"':
        return text[1:-1]
    if text.lower() in ("true", "yes", "on"):
        return True
    if text.lower() in ("false", "no", "off"):
        return False
    if re.fullmatch(r"-?[0-9]+", text):
        return int(text)
    return text


def resolve(sections, name):
    section = sections[name]
    values = resolve(sections, section["parent"]) if section["parent"] else {}
    return values | section["values"]


sections = read_sections("settings.ini")
result = {
    name: {key: typed(value) for key, value in resolve(sections, name).items()}
    for name in sections
    if not name.startswith("_")
}
with open("settings.json", "w", encoding="utf-8") as target:
    json.dump(result, target, indent=2)
`;

export const settingsWrong: readonly WrongProgram[] = [
  {
    name: 'one-level-of-parents',
    why: 'Takes only the own values of the parent, not what the parent inherits itself.',
    program: edited(
      settingsReference,
      'resolve(sections, section["parent"]) if',
      'dict(sections[section["parent"]]["values"]) if',
    ),
  },
  {
    name: 'quoted-values-converted',
    why: 'Removes quotes first and then still turns "007" or "yes" into a number or a boolean.',
    program: edited(settingsReference, 'return text[1:-1]\n', 'text = text[1:-1]\n'),
  },
  {
    name: 'value-cut-at-second-equals',
    why: 'Splits at every equals sign and loses the rest of the value.',
    program: edited(settingsReference, 'key, _, value = line.partition("=")', 'key, value = line.split("=")[:2]'),
  },
  {
    name: 'templates-written',
    why: 'Writes sections whose name begins with an underscore too.',
    program: edited(settingsReference, '    if not name.startswith("_")\n', ''),
  },
];

export const environmentReference = String.raw`
import re

NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
REFERENCE = re.compile(r"\$\$|\$\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?\}")


def load_env(text, base):
    values = dict(base)
    errors = []
    for number, line in enumerate(text.splitlines(), start=1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        name, equals, value = line.removeprefix("export ").partition("=")
        name, value = name.strip(), value.strip()
        if not equals or not NAME.fullmatch(name):
            errors.append(number)
            continue
        if len(value) >= 2 and value[0] == value[-1] == "'":
            values[name] = value[1:-1]
            continue
        if len(value) >= 2 and value[0] == value[-1] == '"':
            value = value[1:-1]
        else:
            value = re.split(r"\s#", value, maxsplit=1)[0].rstrip()
        values[name] = REFERENCE.sub(lambda match: expand(match, values), value)
    return {"values": values, "errors": errors}


def expand(match, values):
    if match[0] == "$$":
        return "$"
    return values.get(match[1], "") or match[2] or ""
`;

export const environmentWrong: readonly WrongProgram[] = [
  {
    name: 'single-quotes-expanded',
    why: 'Expands references inside single quotes.',
    program: edited(
      environmentReference,
      '            values[name] = value[1:-1]\n            continue\n',
      '            value = value[1:-1]\n',
    ),
  },
  {
    name: 'default-only-when-unset',
    why: 'Uses the default only when the name is unknown, not when its value is empty.',
    program: edited(
      environmentReference,
      'values.get(match[1], "") or match[2] or ""',
      'values.get(match[1], match[2] or "")',
    ),
  },
  {
    name: 'comment-sign-anywhere',
    why: 'Cuts a value at every #, also when no blank stands before it.',
    program: edited(environmentReference, String.raw`re.split(r"\s#", value, maxsplit=1)`, 'value.split("#")'),
  },
  {
    name: 'expanded-after-reading',
    why: 'Expands with the final values instead of the values known at that line.',
    program: edited(
      edited(
        environmentReference,
        'values[name] = REFERENCE.sub(lambda match: expand(match, values), value)\n',
        'values[name] = value\n',
      ),
      'return {"values": values,',
      'values = {n: REFERENCE.sub(lambda match: expand(match, values), v) for n, v in values.items()}\n    return {"values": values,',
    ),
  },
];
