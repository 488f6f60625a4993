# The delivery's side of a conversation: answers calls over descriptor 5, one at a time, until nobody asks any more. What it
# sends is believed by nobody: the other side decodes it into plain values and decides everything there.
import builtins, operator, os
from arena_values import MESSAGE_BYTES_MAX, MUTABLE, Reader, Unsendable, Writer, from_text, to_text

EXCHANGE = 5
HANDLES_MAX = 100_000

OPERATIONS = {
    'call': lambda target, *args, **keywords: target(*args, **keywords),
    'get': getattr,
    'set': setattr,
    'iterate': iter,
    'next': next,
    'length': len,
    'truth': bool,
    'item': operator.getitem,
    'set_item': operator.setitem,
    'delete_item': operator.delitem,
    'text': str,
    'representation': repr,
}


class TooLong(Unsendable):
    pass


class LentIterator:
    # An iterator of the other side, asked for one item at a time.
    def __init__(self, step):
        self.step = step

    def __iter__(self):
        return self

    def __next__(self):
        return self.step()


def exchange(message, read=os.read, write=os.write):
    body = to_text(message).encode()
    if len(body) > MESSAGE_BYTES_MAX:
        raise TooLong(f'a value of {len(body)} bytes, more than {MESSAGE_BYTES_MAX}')
    write(EXCHANGE, body)
    chunks = []
    while chunk := read(EXCHANGE, 65536):
        chunks.append(chunk)
    return from_text(b''.join(chunks).decode())


# The nearest exception that every Python has: the one thing about a delivery's own classes that crosses.
def public_name(problem):
    for kind in type(problem).__mro__:
        if getattr(builtins, kind.__name__, None) is kind:
            return kind.__name__
    return 'Exception'


class Calls:
    def __init__(self, functions):
        self.objects = []
        self.places = {}
        for function in functions:
            self.places[id(function)] = len(self.objects)
            self.objects.append(function)

    def keep(self, value):
        place = self.places.get(id(value))
        if place is None:
            if len(self.objects) >= HANDLES_MAX:
                raise Unsendable(f'more than {HANDLES_MAX} objects')
            place = self.places[id(value)] = len(self.objects)
            self.objects.append(value)
        return ['handle', place]

    def take(self, tag, *parts):
        if tag == 'handle':
            return self.objects[parts[0]]
        if tag == 'builtin':
            return getattr(builtins, parts[0])

        def lent(*args, **keywords):
            return self.ask(parts[0], args, keywords)

        return LentIterator(lent) if tag == 'iterator' else lent

    # Calls what the other side lent, and meanwhile answers what it calls here.
    def ask(self, place, args, keywords):
        writer = Writer(self.keep)
        spelled = [writer.value(arg) for arg in args], {name: writer.value(arg) for name, arg in keywords.items()}
        message = {'kind': 'call', 'target': place, 'args': spelled[0], 'keywords': spelled[1], 'nodes': writer.nodes}
        reply = self.answer_until_replied(message)
        reader = Reader(reply['nodes'], self.take)
        if reply['kind'] == 'return':
            return reader.value(reply['value'])
        raise getattr(builtins, reply['type'])(*reader.values(reply['args']))

    def answer_until_replied(self, message):
        while (incoming := exchange(message))['kind'] == 'call':
            message = self.perform(incoming)
        return incoming

    def perform(self, incoming):
        nodes = incoming['nodes']
        reader = Reader(nodes, self.take)
        target = reader.value(incoming['target'])
        args = reader.values(incoming['args'])
        keywords = {name: reader.value(value) for name, value in incoming['keywords'].items()}
        origins = {
            id(value): (at, value) for at, value in enumerate(reader.built) if nodes[at][0] in MUTABLE
        }
        try:
            value = OPERATIONS[incoming['do']](target, *args, **keywords)
        except MemoryError:
            raise
        except Exception as problem:
            return self.raised(problem, nodes, reader.built, origins)
        writer = self.writer(nodes, reader.built, origins)
        return {'kind': 'return', 'value': writer.value(value), 'nodes': writer.nodes}

    def raised(self, problem, nodes, built, origins):
        writer = self.writer(nodes, built, origins)
        try:
            args = [writer.value(arg) for arg in problem.args]
        except Exception:
            args = []
        return {'kind': 'raise', 'type': public_name(problem), 'args': args, 'nodes': writer.nodes}

    # What a call changed in place goes back with its result. Nothing changed: nothing of it goes back.
    def writer(self, nodes, built, origins):
        writer = Writer(self.keep, origins)
        for value in built:
            writer.value(value)
        same = all(mine[:2] == theirs and mine[2:] in ([], [at]) for at, (mine, theirs) in enumerate(zip(writer.nodes, nodes)))
        return Writer(self.keep, origins) if same and len(writer.nodes) == len(nodes) else writer


def serve(module, names):
    calls = Calls([getattr(module, name) for name in names])
    try:
        calls.answer_until_replied({'kind': 'loaded'})
    except BrokenPipeError:
        return
