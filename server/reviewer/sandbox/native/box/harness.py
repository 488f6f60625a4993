# What runs a delivered Python program in its own process, with the same rules as the embedded interpreter has. The container
# tier runs this text too, in a Python of its image: nothing of it may need a newer one than that, or a file beside it.
import atexit
import builtins
import gc
import os
import sys


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


# Names are bound as defaults, so that a program that patches modules cannot change what runs here. `leaves`: whether this process
# is a copy of another one, and so must be ended by hand behind a program that is not called.
def run(
    task, answer_fd=4, leaves=True, write=os.write, leave=os._exit, system=sys, module_type=type(sys), text=str, kind_of=type,
    execute=exec, compiled=compile, call_exit=atexit._run_exitfuncs, collect=gc.collect, show=sys.excepthook, is_kind=isinstance,
    out_of_memory=MemoryError, system_exit=SystemExit, anything=BaseException, read_file=open,
):
    path = task['path']
    called = task['kind'] == 'function'
    wide = task.get('numbers') == 'wide'
    if called:
        # Not above: a program that is not called does without, and without the time that it takes to load.
        import json
        encode = json.JSONEncoder(allow_nan=wide, separators=(',', ':')).encode
    arguments = widened(task['args']) if wide else task.get('args')
    system.path[0] = path.rpartition('/')[0]
    system.argv[:] = [path, *task.get('argv', [])]

    def flush():
        for stream in (system.stdout, system.stderr):
            try:
                stream.flush()
            except anything:
                pass

    def end(status, message=b''):
        flush()
        view = memoryview(message)
        while view:
            view = view[write(answer_fd, view):]
        leave(status)

    def explain(problem):
        try:
            return (kind_of(problem).__name__ + ': ' + text(problem)).encode('utf-8', 'replace')[:2000]
        except anything:
            return b'an exception that cannot be printed'

    def failed(problem):
        if is_kind(problem, out_of_memory):
            end(1, b'MMemoryError')
        if is_kind(problem, system_exit):
            end(1, b'X' + explain(problem))
        try:
            problem.__traceback__ = problem.__traceback__.tb_next
            show(kind_of(problem), problem, problem.__traceback__)
        except anything:
            pass
        end(1, b'E' + explain(problem))

    module = module_type(path.rpartition('/')[2].partition('.')[0] if called else '__main__')
    module.__file__ = path
    module.__builtins__ = builtins
    system.modules[module.__name__] = module
    try:
        with read_file(path, 'rb') as file:
            source = file.read()
        code = compiled(source, path, 'exec', 0, True)
    except out_of_memory as problem:
        failed(problem)
    except anything as problem:
        end(1, b'C' + explain(problem))
    try:
        execute(code, module.__dict__)
        if called:
            answer = getattr(module, task['entry'])(*arguments)
    except system_exit as problem:
        if called or problem.code not in (None, 0):
            failed(problem)
    except anything as problem:
        failed(problem)
    if called:
        try:
            encoded = encode(answer).encode()
        except out_of_memory as problem:
            failed(problem)
        except anything as problem:
            end(1, b'B' + explain(problem))
        end(0, b'A' + encoded)
    if not leaves:
        return
    # A real interpreter ends the same way: threads are waited for, exit functions run, then open files are flushed and closed.
    if 'threading' in system.modules:
        system.modules['threading']._shutdown()
    call_exit()
    flush()
    module.__dict__.clear()
    collect()
    end(0)
