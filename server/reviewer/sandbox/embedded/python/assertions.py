# The assertions' side of a conversation. It runs in an interpreter of ours, in another process than the delivery, which it
# meets only as plain values and handles. Everything that is decided about a value is decided here, by built-in types.
import builtins, os, sys, types
from arena_values import MESSAGE_BYTES_MAX, Malformed, Reader, Unsendable, Writer, from_text, reading, text_of, to_text

EXCHANGE = 5
HANDLES_MAX = 100_000
FILE = '<assertions>'
EXCEPTIONS = {
    name: kind for name, kind in vars(builtins).items() if isinstance(kind, type) and issubclass(kind, Exception)
}
# These steer loops of the caller: coming out of a function they would end, say, an `all(map(candidate, items))` early.
STEERING = ('StopIteration', 'StopAsyncIteration')
# Names of the object protocol stay on this side, but for those that only describe.
DESCRIBING = ('__name__', '__qualname__', '__doc__')


class Over(BaseException):
    # The conversation has ended; no handler of a test may take it for an error of the delivery.
    pass


class Handle:
    # An object that stays with the delivery. Two handles are equal when they name the same object, and no handle equals a
    # plain value: the delivery is not asked.
    __slots__ = ('__talk', '__place')

    def __init__(self, talk, place):
        object.__setattr__(self, '_Handle__talk', talk)
        object.__setattr__(self, '_Handle__place', place)

    def __call__(self, /, *args, **keywords):
        return self.__talk.ask('call', self, args, keywords)

    def __getattr__(self, name):
        if name.startswith('__') and name not in DESCRIBING:
            raise AttributeError(name)
        return self.__talk.ask('get', self, (name,))

    def __setattr__(self, name, value):
        self.__talk.ask('set', self, (name, value))

    def __copy__(self):
        return self

    def __deepcopy__(self, _memo):
        return self

    def __iter__(self):
        return self.__talk.ask('iterate', self)

    def __next__(self):
        return self.__talk.ask('next', self)

    # Not asked either: who looks for a value among those of the delivery compares them here, and does not tell it which.
    def __contains__(self, wanted):
        return any(item is wanted or item == wanted for item in iter(self))

    def __len__(self):
        return self.__talk.expect(int, 'length', self)

    def __bool__(self):
        return self.__talk.expect(bool, 'truth', self)

    def __str__(self):
        return self.__talk.expect(str, 'text', self)

    def __repr__(self):
        return self.__talk.expect(str, 'representation', self)

    def __getitem__(self, key):
        return self.__talk.ask('item', self, (key,))

    def __setitem__(self, key, value):
        self.__talk.ask('set_item', self, (key, value))

    def __delitem__(self, key):
        self.__talk.ask('delete_item', self, (key,))


place_of = Handle._Handle__place.__get__


class Talk:
    def __init__(self):
        self.handles = {}
        self.lent = []
        self.lent_places = {}
        self.heard = 0
        # How the conversation ended before the assertions did, whatever these make of it.
        self.end = None
        # An assertion inside a function lent to the delivery, which could swallow it.
        self.failed = None

    def over(self, end, message):
        self.end = self.end or (end, message)
        raise Over(message)

    def exchange(self, message, read=os.read, write=os.write):
        if self.end is not None:
            raise Over(self.end[1])
        body = to_text(message).encode()
        if len(body) > MESSAGE_BYTES_MAX:
            raise ValueError(f'{len(body)} bytes of arguments, more than {MESSAGE_BYTES_MAX}')
        try:
            write(EXCHANGE, body)
        except BrokenPipeError:
            self.over('gone', 'the delivery has ended')
        chunks = []
        while chunk := read(EXCHANGE, 65536):
            chunks.append(chunk)
        return b''.join(chunks)

    def hear(self, message):
        raw = self.exchange(message)
        self.heard += 1
        try:
            return self.parsed(raw)
        except Malformed as problem:
            self.over('malformed', str(problem))

    @staticmethod
    @reading
    def parsed(raw):
        message = from_text(raw.decode())
        if type(message) is not dict:
            raise Malformed('a message is missing')
        return text_of(message.get('kind')), message

    def take(self, tag, *parts):
        if tag != 'handle' or len(parts) != 1 or type(parts[0]) is not int or not 0 <= parts[0] < HANDLES_MAX:
            raise Malformed('no such object')
        return self.handle(parts[0])

    def handle(self, place):
        return self.handles.setdefault(place, Handle(self, place))

    def lend(self, value):
        if type(value) is Handle:
            return ['handle', place_of(value)]
        name = getattr(value, '__name__', None)
        if type(name) is str and vars(builtins).get(name) is value:
            return ['builtin', name]
        if hasattr(type(value), '__next__'):
            return ['iterator', self.lent_place(value, value.__next__)]
        if callable(value):
            return ['callback', self.lent_place(value, value)]
        self.over('broken', f'a value of type {type(value).__name__} cannot be handed to a delivery')

    def lent_place(self, value, function):
        known = self.lent_places.setdefault(id(value), (len(self.lent), value))
        if known[0] == len(self.lent):
            self.lent.append(function)
        return known[0]

    def ask(self, do, target, args=(), keywords={}):
        writer = Writer(self.lend)
        spell = writer.value
        try:
            message = {
                'kind': 'call', 'do': do, 'target': spell(target), 'args': [spell(arg) for arg in args],
                'keywords': {name: spell(value) for name, value in keywords.items()}, 'nodes': writer.nodes,
            }
        except Unsendable as problem:
            raise ValueError(f'cannot hand this to a delivery: {problem}') from None
        own = [None] * len(writer.nodes)
        for at, value in writer.seen.values():
            own[at] = value
        kind, reply = self.hear(message)
        while kind == 'call':
            kind, reply = self.hear(self.called(reply))
        if kind == 'return':
            return self.decoded(lambda: Reader(reply['nodes'], self.take, own).value(reply['value']))
        raise self.decoded(lambda: self.problem(do, reply, own))

    def decoded(self, read):
        try:
            return reading(read)()
        except Malformed as problem:
            self.over('malformed', str(problem))

    # The answer to a question that has answers of one type only.
    def expect(self, kind, do, target):
        value = self.ask(do, target)
        if type(value) is not kind:
            self.over('malformed', f'{do} is no {kind.__name__}')
        return value

    def problem(self, do, reply, own):
        name = text_of(reply['type'])
        args = Reader(reply['nodes'], self.take, own).values(reply['args'])
        if name in STEERING and do != 'next':
            name, args = 'RuntimeError', [f'the delivery raised {name}']
        kind = EXCEPTIONS.get(name, Exception)
        try:
            problem = kind(*args)
        except Exception:
            problem = RuntimeError(f'the delivery raised {name}')
        problem.came_from_delivery = True
        return problem

    # A call of something lent, by the delivery.
    def called(self, message):
        def read():
            reader = Reader(message['nodes'], self.take)
            keywords = {text_of(name): reader.value(value) for name, value in message['keywords'].items()}
            return self.lent[reader.place(message['target'], self.lent)], reader.values(message['args']), keywords

        function, args, keywords = self.decoded(read)
        writer = Writer(self.lend)
        try:
            return {'kind': 'return', 'value': writer.value(function(*args, **keywords)), 'nodes': writer.nodes}
        except Exception as problem:
            if isinstance(problem, AssertionError) and not came_from_delivery(problem):
                self.failed = self.failed or problem
            name = next(kind.__name__ for kind in type(problem).__mro__ if EXCEPTIONS.get(kind.__name__) is kind)
            args = [arg for arg in problem.args if type(arg) in (str, int, bool)]
            return {'kind': 'raise', 'type': name, 'args': args, 'nodes': []}


def came_from_delivery(problem):
    return getattr(problem, 'came_from_delivery', False)


# The text of an exception, which may want to hear the delivery once more: what comes of that changes nothing any more.
def told(problem):
    try:
        return str(problem)
    except BaseException:
        return 'a message that cannot be told'


def in_words(problem, source):
    line = None
    step = problem.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename == FILE:
            line = step.tb_lineno
        step = step.tb_next
    what = type(problem).__name__
    if problem.args:
        what = f'{what}: {told(problem)}'
    lines = source.splitlines()
    if line is None or line > len(lines):
        return what
    return f'line {line}, {lines[line - 1].strip()}: {what}'


def run_tests(namespace, candidate):
    if callable(namespace.get('check')):
        namespace['check'](candidate)
    for name, value in [*namespace.items()]:
        if name.startswith('test_') and isinstance(value, types.FunctionType):
            value()
    unittest = sys.modules.get('unittest')
    if unittest is None:
        return
    for value in [*namespace.values()]:
        if isinstance(value, type) and issubclass(value, unittest.TestCase) and value.__module__ == namespace['__name__']:
            unittest.defaultTestLoader.loadTestsFromTestCase(value).debug()


def report(end, message=''):
    return {'end': end, 'message': message[:1000].encode('utf-8', 'replace').decode()}


def judge(talk, problem, source):
    if problem is None:
        return report('passed') if talk.heard else report('broken', 'the assertions never asked the delivery')
    words = in_words(problem, source)
    if came_from_delivery(problem):
        return report('raised', words)
    # Nothing that a delivery says can make a name unknown or a module missing, and before its first word it said nothing.
    if not isinstance(problem, Exception) or type(problem) in (NameError, ImportError, ModuleNotFoundError) or not talk.heard:
        return report('broken', words)
    return report('failed', words)


def run(setup, source, names):
    try:
        programs = [compile(setup, '<setup>', 'exec', 0, True), compile(source, FILE, 'exec', 0, True)]
    except (SyntaxError, ValueError) as problem:
        return report('broken', f'{type(problem).__name__}: {problem}')
    module = types.ModuleType('assertions')
    sys.modules['assertions'] = module
    namespace = module.__dict__
    talk = Talk()
    problem = None
    try:
        exec(programs[0], namespace)
        talk.exchange({'kind': 'begin'})
        functions = {name: talk.handle(place) for place, name in enumerate(names)}
        namespace.update(functions)
        exec(programs[1], namespace)
        run_tests(namespace, functions[names[0]])
    except MemoryError:
        raise
    except BaseException as raised:
        problem = raised
    if talk.end is not None:
        return report(*talk.end)
    return judge(talk, problem or talk.failed, source)
