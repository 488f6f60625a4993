# Values as they cross between two interpreters: plain data only, spelled as JSON. Both sides use this file, and each trusts
# no more than what it decodes here itself. docs/decisions/assertions.md has the format.
import collections, datetime, decimal, fractions, json, math

DEPTH_MAX = 200
# How many values a text may spell when shared parts are counted as often as they are reached.
SIZE_MAX = 1_000_000
MESSAGE_BYTES_MAX = 1_048_576
SMALL = 2**53

# Types that are named instead of copied.
TYPES = {
    kind.__name__: kind
    for kind in (bool, bytearray, bytes, complex, dict, float, frozenset, int, list, object, range, set, str, tuple, type)
} | {'NoneType': type(None)}
NAMES = {id(kind): name for name, kind in TYPES.items()}

# The values that a text cannot spell are somebody's fault: `Unsendable` the sender's, `Malformed` the one's who wrote it.
class Unsendable(Exception):
    pass


class Malformed(Exception):
    pass


to_text = json.JSONEncoder(allow_nan=False, separators=(',', ':')).encode
from_text = json.JSONDecoder().decode


def as_list(value):
    return list.__getitem__(value, slice(None))


def as_pairs(value):
    return [part for pair in dict.items(value) for part in pair]


# Containers by exact type: the tag, and how the items are read without asking anything that a subclass may have redefined.
CONTAINERS = {
    list: ('list', as_list),
    tuple: ('tuple', lambda value: tuple.__getitem__(value, slice(None))),
    dict: ('dict', as_pairs),
    set: ('set', lambda value: [*set.__iter__(value)]),
    frozenset: ('frozenset', lambda value: [*frozenset.__iter__(value)]),
    collections.OrderedDict: ('ordered_dict', as_pairs),
    collections.Counter: ('counter', as_pairs),
    collections.defaultdict: ('default_dict', as_pairs),
    collections.deque: ('deque', lambda value: [collections.deque.maxlen.__get__(value), *collections.deque.__iter__(value)]),
    bytearray: ('bytearray', lambda value: [bytes(value)]),
}
MUTABLE = {'list', 'dict', 'set', 'ordered_dict', 'counter', 'default_dict', 'deque', 'bytearray'}

# Atoms by exact type.
ATOMS = {
    bytes: lambda value: ['bytes', value.hex()],
    complex: lambda value: ['complex', repr(value.real), repr(value.imag)],
    range: lambda value: ['range', hex(value.start), hex(value.stop), hex(value.step)],
    decimal.Decimal: lambda value: ['decimal', decimal.Decimal.__str__(value)],
    fractions.Fraction: lambda value: ['fraction', hex(value.numerator), hex(value.denominator)],
    datetime.date: lambda value: ['date', value.isoformat()],
    datetime.time: lambda value: ['time', value.isoformat()] if plain_zone(value) else None,
    datetime.datetime: lambda value: ['datetime', value.isoformat()] if plain_zone(value) else None,
    datetime.timedelta: lambda value: ['timedelta', value.days, value.seconds, value.microseconds],
}

# What a subclass is reduced to, most special first. Its own methods, equality first among them, stay where they are.
REDUCED = (
    (int, int.__pos__),
    (float, float.__pos__),
    (str, str.__str__),
    (bytes, lambda value: bytes.__getitem__(value, slice(None))),
    (collections.OrderedDict, None),
    (collections.Counter, None),
    (collections.defaultdict, None),
    (dict, None),
    (list, None),
    (tuple, None),
    (set, None),
    (frozenset, None),
    (collections.deque, None),
)


def plain_zone(value):
    return value.tzinfo is None or type(value.tzinfo) is datetime.timezone


class Writer:
    # `other` spells what is no plain data, or raises `Unsendable`. `origins` names, by address, the containers that came
    # from the other side, so that it can find its own again.
    def __init__(self, other, origins={}):
        self.other = other
        self.origins = origins
        self.nodes = []
        self.seen = {}

    def value(self, value, depth=0):
        kind = type(value)
        if value is None or kind is bool or kind is str:
            return value
        if kind is int:
            return value if -SMALL < value < SMALL else ['int', hex(value)]
        if kind is float:
            return value if math.isfinite(value) else ['float', repr(value)]
        if kind in CONTAINERS:
            return self.container(value, kind, depth)
        if kind in ATOMS:
            atom = ATOMS[kind](value)
            return self.other(value) if atom is None else atom
        if kind is type and id(value) in NAMES:
            return ['type', NAMES[id(value)]]
        for base, reduce in REDUCED:
            if base in kind.__mro__:
                return self.container(value, base, depth) if reduce is None else self.value(reduce(value), depth)
        return self.other(value)

    def container(self, value, kind, depth):
        key = id(value)
        if key in self.seen:
            # The entry keeps the object alive, so that no other one can take its address meanwhile.
            index = self.seen[key][0]
            if index is None:
                raise Unsendable('a value that contains itself')
            return [index]
        if depth >= DEPTH_MAX:
            raise Unsendable(f'a value of more than {DEPTH_MAX} levels')
        self.seen[key] = (None, value)
        tag, items_of = CONTAINERS[kind]
        items = [self.value(item, depth + 1) for item in items_of(value)]
        origin = self.origins.get(key)
        self.nodes.append([tag, items] if origin is None else [tag, items, origin[0]])
        if len(self.nodes) > SIZE_MAX:
            raise Unsendable('too many values')
        index = len(self.nodes) - 1
        self.seen[key] = (index, value)
        return [index]


def text_of(value):
    if type(value) is not str:
        raise Malformed('a text is missing')
    return value


def whole(text):
    return int(text_of(text), 16)


ATOM_READERS = {
    'int': whole,
    'float': lambda text: float(text_of(text)),
    'bytes': lambda text: bytes.fromhex(text_of(text)),
    'complex': lambda real, imaginary: complex(float(text_of(real)), float(text_of(imaginary))),
    'range': lambda start, stop, step: range(whole(start), whole(stop), whole(step)),
    'decimal': lambda text: decimal.Decimal(text_of(text)),
    'fraction': lambda above, below: fractions.Fraction(whole(above), whole(below)),
    'date': lambda text: datetime.date.fromisoformat(text_of(text)),
    'time': lambda text: datetime.time.fromisoformat(text_of(text)),
    'datetime': lambda text: datetime.datetime.fromisoformat(text_of(text)),
    'timedelta': lambda days, seconds, microseconds: datetime.timedelta(days, seconds, microseconds),
    'type': lambda name: TYPES[text_of(name)],
}


def pairs_of(items):
    if len(items) % 2:
        raise Malformed('a key without a value')
    return zip(items[::2], items[1::2])


# Keys that hash alike make a set or a dictionary slow beyond measure, and no honest value has many of them.
def hashable(keys):
    if len(keys) > 1_000 and 2 * len({hash(key) for key in keys}) < len(keys):
        raise Malformed('keys that hash alike')
    return keys


def table_of(items):
    hashable(items[::2])
    return dict(pairs_of(items))


def fill_deque(items):
    limit, *rest = items
    return collections.deque(rest, limit)


BUILDERS = {
    'list': lambda items: items,
    'tuple': tuple,
    'dict': table_of,
    'set': lambda items: set(hashable(items)),
    'frozenset': lambda items: frozenset(hashable(items)),
    'ordered_dict': lambda items: collections.OrderedDict(table_of(items)),
    'counter': lambda items: collections.Counter(table_of(items)),
    'default_dict': lambda items: collections.defaultdict(None, table_of(items)),
    'deque': fill_deque,
    'bytearray': lambda items: bytearray(items[0]),
}


def refill(old, new):
    # The same object as before, with what it holds now.
    if type(old) is not type(new):
        return new
    if type(new) in (list, bytearray):
        old[:] = new
    elif type(new) is collections.deque:
        old.clear()
        old.extend(new)
    else:
        old.clear()
        old.update(new)
    return old


class Reader:
    # Builds only values of built-in types, from parts that came before them: nothing here recurses, looks a name up or
    # asks a value anything. `other` reads what is no plain data. `own` holds the containers that the text may mean again.
    def __init__(self, nodes, other, own=()):
        self.other = other
        self.built = []
        self.depths = []
        self.sizes = []
        if type(nodes) is not list:
            raise Malformed('the nodes are missing')
        for node in nodes:
            self.node(node, own)

    def node(self, node, own):
        tag, items, *origin = node
        if type(items) is not list or tag not in BUILDERS:
            raise Malformed('a node is damaged')
        depth = 1
        size = 1 + len(items)
        for item in items:
            at = self.index(item) if type(item) is list else None
            if at is not None:
                depth = max(depth, 1 + self.depths[at])
                size += self.sizes[at]
        if depth > DEPTH_MAX or size > SIZE_MAX:
            raise Malformed('a value without bounds')
        value = BUILDERS[tag]([self.value(item) for item in items])
        if origin:
            value = refill(own[self.place(origin[0], own)], value)
        self.built.append(value)
        self.depths.append(depth)
        self.sizes.append(size)

    def place(self, at, among):
        if type(at) is not int or not 0 <= at < len(among):
            raise Malformed('a place that is not there')
        return at

    def index(self, item):
        return self.place(item[0], self.built) if len(item) == 1 and type(item[0]) is int else None

    def value(self, item):
        if type(item) is dict:
            raise Malformed('a value is damaged')
        if type(item) is not list:
            return item
        at = self.index(item)
        if at is not None:
            return self.built[at]
        tag, *parts = item
        reader = ATOM_READERS.get(text_of(tag))
        return self.other(tag, *parts) if reader is None else reader(*parts)

    def values(self, items):
        if type(items) is not list:
            raise Malformed('a list of values is missing')
        return [self.value(item) for item in items]


# A message is damaged in whichever way: it says so with one error.
def reading(read):
    def guarded(*given):
        try:
            return read(*given)
        except Malformed:
            raise
        except (TypeError, ValueError, LookupError, ArithmeticError, AttributeError, RecursionError) as problem:
            raise Malformed(f'{type(problem).__name__}: {problem}') from None
    return guarded
