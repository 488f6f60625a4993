# What a program answers to inputs, as Python literals: how cases come to their expected values where a set has inputs only.
# The text of the inputs is read here, so that 1.0 stays a float and no digit of a large integer is lost.
import copy, json, sys

sys.set_int_max_str_digits(0)
PLAIN = (type(None), bool, int, str, bytes, complex)


class Unspeakable(Exception):
    pass


def literal(value, depth=0):
    if depth > 100:
        raise Unspeakable('a value of more than 100 levels')
    kind = type(value)
    if kind in PLAIN:
        return repr(value)
    if kind is float:
        return repr(value) if value - value == 0 else {'inf': 'inf', '-inf': '-inf'}.get(repr(value), 'nan')
    inner = [literal(item, depth + 1) for item in (value if kind in (list, tuple, set, frozenset) else ())]
    if kind is list:
        return f'[{", ".join(inner)}]'
    if kind is tuple:
        return f'({", ".join(inner)}{"," if len(inner) == 1 else ""})'
    if kind is set:
        # The order of a set is that of its hashes; sorted by its text it is the same everywhere.
        return f'{{{", ".join(sorted(inner))}}}' if inner else 'set()'
    if kind is frozenset:
        return f'frozenset([{", ".join(sorted(inner))}])'
    if kind is dict:
        return '{' + ', '.join(f'{literal(k, depth + 1)}: {literal(v, depth + 1)}' for k, v in value.items()) + '}'
    raise Unspeakable(f'a value of type {kind.__name__}')


def answers(program, entry, text, fields):
    row = json.loads(text)
    namespace = {'__name__': 'solution'}
    exec(compile(program, 'solution.py', 'exec'), namespace)
    function = namespace[entry]
    found = []
    for field in fields:
        for at, arguments in enumerate(row.get(field) or []):
            where = f'input {at + 1} of {field}'
            if type(arguments) is not list:
                return {'problem': f'{where} is no list of arguments'}
            try:
                given = literal(arguments)
                value = literal(function(*copy.deepcopy(arguments)))
            except MemoryError:
                raise
            except Exception as problem:
                return {'problem': f'{where}: {type(problem).__name__}: {problem}'[:500]}
            found.append([field, given, value])
    return {'answers': found}
