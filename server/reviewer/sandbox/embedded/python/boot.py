# What the interpreter preloads before its memory is copied, and the one entry point that the copy is called through.
import abc, array, atexit, base64, bisect, builtins, calendar, collections, contextlib, copy, csv, dataclasses, datetime
import decimal, enum, fractions, functools, gc, hashlib, heapq, io, itertools, json, math, operator, os, pathlib
import random, re, statistics, string, sys, textwrap, time, traceback, types, typing

# Modules of ours: their texts are what is to be read at the boot.
texts = b''
while chunk := os.read(3, 65536):
    texts += chunk
for name, text in json.loads(texts).items():
    module = sys.modules[name] = types.ModuleType(name)
    exec(compile(text, name, 'exec'), module.__dict__)
from arena_calls import TooLong, serve
from arena_values import Unsendable

STACK_BYTES = 2 * 2**20


class Entry:
    # Names are bound as defaults, so that a program that patches modules cannot change what runs here.
    def __repr__(
        self, read=os.read, write=os.write, system=sys, module_type=types.ModuleType, text=str, kind_of=type,
        loads=json.loads, execute=exec, compiled=compile, call_exit=atexit._run_exitfuncs,
        collect=gc.collect, show=sys.excepthook, serve=serve, unsendable=Unsendable, too_long=TooLong,
        # The encoder in C itself: the class around it looks its parts up in places that a program can patch.
        new_encoder=json.encoder.c_make_encoder, quote=json.encoder.encode_basestring_ascii,
        unknown=json.JSONEncoder().default,
    ):
        chunks = []
        while chunk := read(3, 65536):
            chunks.append(chunk)
        request = loads(b''.join(chunks))
        path = request['path']

        # Called before the delivery runs: {"$number": text} stands for a number that JSON cannot say.
        def widened(value):
            if isinstance(value, list):
                return [widened(item) for item in value]
            if not isinstance(value, dict):
                return value
            if '$number' not in value:
                return {key: widened(item) for key, item in value.items()}
            number = value['$number']
            return int(number) if number.removeprefix('-').isdigit() else float(number)

        wide = request.get('wide', False)
        if wide:
            request['args'] = widened(request['args'])
        system.path[0] = path.rpartition('/')[0]
        system.argv[:] = [path, *request['argv']]

        def flush():
            for stream in (system.stdout, system.stderr):
                try:
                    stream.flush()
                except BaseException:
                    pass

        def end(letter, message=b''):
            flush()
            write(4, letter + message)
            return ''

        def explain(problem):
            try:
                return (kind_of(problem).__name__ + ': ' + text(problem)).encode('utf-8', 'replace')[:2000]
            except BaseException:
                return b'an exception that cannot be printed'

        def failed(problem):
            if isinstance(problem, MemoryError):
                return end(b'M', b'MemoryError')
            if isinstance(problem, SystemExit):
                return end(b'X', explain(problem))
            try:
                problem.__traceback__ = problem.__traceback__.tb_next
                show(kind_of(problem), problem, problem.__traceback__)
            except BaseException:
                pass
            return end(b'E', explain(problem))

        called = request['kind'] in ('function', 'calls')
        module = module_type(path.rpartition('/')[2].partition('.')[0] if called else '__main__')
        module.__file__ = path
        module.__builtins__ = builtins
        system.modules[module.__name__] = module
        try:
            code = compiled(request['source'], path, 'exec', 0, True)
        except BaseException as problem:
            return end(b'C', explain(problem))
        try:
            execute(code, module.__dict__)
            if request['kind'] == 'function':
                answer = getattr(module, request['entry'])(*request['args'])
            elif called:
                answer = serve(module, request['names'])
        except SystemExit as problem:
            if called or problem.code not in (None, 0):
                return failed(problem)
        except unsendable as problem:
            return end(b'O' if isinstance(problem, too_long) else b'B', explain(problem))
        except BaseException as problem:
            return failed(problem)
        if called:
            try:
                encode = new_encoder({}, unknown, quote, None, ':', ',', False, False, wide)
                return end(b'A', ''.join(encode(answer, 0)).encode())
            except MemoryError as problem:
                return failed(problem)
            except BaseException as problem:
                return end(b'B', explain(problem))
        # A real interpreter ends the same way: exit functions run, then open files are flushed and closed.
        call_exit()
        flush()
        module.__dict__.clear()
        collect()
        return end(b'D')


entry = Entry()
gc.collect()
gc.freeze()
# Room for the stack of runs, as the last thing on the heap: what the binary has of its own, 64 KiB, is overrun by honest
# programs already (thirty branches of one `if`), and nothing tells an overrun stack from data.
room = bytes(STACK_BYTES)
os.write(4, f'{id(entry)} {id(Entry)} {id(room) + sys.getsizeof(room) - 1}'.encode())
time.time()
