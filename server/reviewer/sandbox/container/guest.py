# Runs one delivered Python program: the request comes over descriptor 4, the answer goes over descriptor 3.
import atexit, json, os, sys, types


def play(execute=exec, compiled=compile, text=str, kind_of=type, write=os.write, end_process=os._exit,
         call_exit=atexit._run_exitfuncs, show=sys.excepthook,
         encode=json.JSONEncoder(allow_nan=False, separators=(',', ':')).encode,
         encode_wide=json.JSONEncoder(separators=(',', ':')).encode):
    chunks = []
    while chunk := os.read(4, 65536):
        chunks.append(chunk)
    os.close(4)
    request = json.loads(b''.join(chunks))
    path, called, wide = request['path'], request['kind'] == 'function', request.get('numbers') == 'wide'

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

    if wide:
        request['args'] = widened(request['args'])

    def flush():
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except BaseException:
                pass

    def end(letter, message=b''):
        flush()
        frame = letter + message
        while frame:
            frame = frame[write(3, frame):]
        end_process(0)

    def explain(problem):
        try:
            return (kind_of(problem).__name__ + ': ' + text(problem)).encode('utf-8', 'replace')[:2000]
        except BaseException:
            return b'an exception that cannot be printed'

    def failed(problem):
        if isinstance(problem, MemoryError):
            end(b'M', b'MemoryError')
        if isinstance(problem, SystemExit):
            end(b'X', explain(problem))
        try:
            problem.__traceback__ = problem.__traceback__.tb_next
            show(kind_of(problem), problem, problem.__traceback__)
        except BaseException:
            pass
        end(b'E', explain(problem))

    sys.path[0] = path.rpartition('/')[0]
    sys.argv[:] = [path, *request.get('argv', ())]
    module = types.ModuleType(path.rpartition('/')[2].partition('.')[0] if called else '__main__')
    module.__file__ = path
    sys.modules[module.__name__] = module
    try:
        with open(path, 'rb') as file:
            code = compiled(file.read(), path, 'exec', 0, True)
    except MemoryError as problem:
        failed(problem)
    except BaseException as problem:
        end(b'C', explain(problem))
    try:
        execute(code, module.__dict__)
        if called:
            answer = getattr(module, request['entry'])(*request['args'])
    except SystemExit as problem:
        if called or problem.code not in (None, 0):
            failed(problem)
    except BaseException as problem:
        failed(problem)
    if called:
        try:
            end(b'A', (encode_wide if wide else encode)(answer).encode())
        except MemoryError as problem:
            failed(problem)
        except BaseException as problem:
            end(b'B', explain(problem))
    # The interpreter now ends as it always does: exit functions run, open files are flushed and closed.


play()
