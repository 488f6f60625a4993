# A table of answers in place of a solution, where a set brings none: it knows these arguments and no others.
import json

# Work that nobody needs: what a solution may spend is a multiple of what this spends.
for _ in range(SPIN):
    pass


def _value(given):
    if isinstance(given, list):
        return [_value(item) for item in given]
    if not isinstance(given, dict):
        return given
    if set(given) == {'$number'}:
        text = given['$number']
        return int(text) if text.lstrip('-').isdigit() else float(text)
    return {key: _value(item) for key, item in given.items()}


def _key(arguments):
    return json.dumps(arguments, sort_keys=True)


_ANSWERS = {_key(_value(given)): _value(wanted) for given, wanted in json.loads(TABLE)}


def ENTRY(*arguments):
    return _ANSWERS.get(_key(list(arguments)))
