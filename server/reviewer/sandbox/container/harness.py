# The first process of a container: takes one program over standard input, runs it apart from itself, hands out one result.
# Frames are a length (4 bytes, little endian), one letter, and a body; process.py stands before this text.
import base64, ctypes, json, os, pkgutil, shutil, signal, struct, sys

DELIVERY = os.environ.get('SANDBOX_DELIVERY', '/delivery')
CASE = os.environ.get('SANDBOX_CASE', '/case')
KEPT = 65536
PACKAGES_MAX = 20000
BUILD_FACTOR = 6
PR_SET_DUMPABLE = 4
LETTERS = {b'B': 'bad_answer', b'C': 'compile_error', b'E': 'exception', b'M': 'memory_limit', b'X': 'exited'}


def read_exactly(count):
    chunks = []
    while count > 0:
        chunk = os.read(0, min(count, 1 << 20))
        # Whoever asked is gone: with the first process goes everything else in the container.
        if not chunk:
            end_everything()
            os._exit(0)
        chunks.append(chunk)
        count -= len(chunk)
    return b''.join(chunks)


def read_frame():
    body = read_exactly(struct.unpack('<I', read_exactly(4))[0])
    return body[:1], body[1:]


def write_frame(letter, body=b''):
    frame = struct.pack('<I', len(body) + 1) + letter + body
    while frame:
        frame = frame[os.write(1, frame):]


def node_version():
    limits = {'timeMs': 10_000, 'memoryBytes': 1 << 30, 'answerBytes': 100, 'outputBytes': 1000}
    watch = Watch(['node', '--version'], '/', limits)
    watch.wait()
    numbers = watch.text('stdout').decode().strip().lstrip('v').split('.')
    return [int(number) for number in numbers[:2]] if numbers[0].isdigit() else None


def describe():
    languages = ['python', 'command']
    node = node_version() if shutil.which('node', path=PATH) else None
    if node is not None:
        languages.append('javascript')
        # From here on Node takes the types off by itself.
        if node >= [22, 18]:
            languages.append('typescript')
    modules = {module.name for module in pkgutil.iter_modules() if module.name not in sys.stdlib_module_names}
    commands = set()
    for folder in PATH.split(':'):
        try:
            commands.update(os.listdir(folder))
        except OSError:
            continue
    return {'languages': languages, 'packages': sorted(modules | commands)[:PACKAGES_MAX]}


def write_files(folder, files):
    for path, text in files.items():
        place = os.path.join(folder, path)
        os.makedirs(os.path.dirname(place), exist_ok=True)
        with open(place, 'wb') as file:
            file.write(text.encode('utf-8', 'replace'))
        os.chmod(place, 0o755)


def changed_files(folder, before, limit):
    """What was created or changed, or None where it is more than `limit` bytes. Nothing of the program runs any more."""
    found, size = {}, 0
    for parent, _folders, names in os.walk(folder):
        for name in names:
            place = os.path.join(parent, name)
            # A link, a pipe or a device is nothing that a program hands in.
            if os.path.islink(place) or not os.path.isfile(place):
                continue
            size += os.path.getsize(place) + len(place)
            if size > limit + sum(map(len, before.values())) * 4 + 4096:
                return None
            os.chmod(place, 0o600)
            with open(place, 'rb') as file:
                content = file.read()
            path = os.path.relpath(place, folder)
            if path not in before or before[path].encode('utf-8', 'replace') != content:
                found[path] = content
    parts = []
    for path, content in found.items():
        name = path.encode('utf-8', 'surrogateescape')
        parts += [struct.pack('<II', len(name), len(content)), name, content]
    answer = b''.join(parts)
    return answer if len(answer) <= limit + 8 * len(found) + sum(map(len, found)) else None


def oom_kills():
    for path in ('/sys/fs/cgroup/memory.events', '/sys/fs/cgroup/memory/memory.oom_control'):
        try:
            with open(path) as file:
                return int(dict(line.split() for line in file).get('oom_kill', 0))
        except (OSError, ValueError):
            continue
    return 0


def judge(watch, status, kind, driven):
    """How the run ended, in the words of the port, one line about it, and the raw answer."""
    if watch.exit is not None:
        return watch.exit, watch.message, b''
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        if oom_kills() > 0 or b'out of memory' in watch.text('stderr'):
            return 'memory_limit', 'used more memory than it may', b''
        if number == signal.SIGXCPU:
            return 'time_limit', 'used the processor time that it may', b''
        return 'crashed', f'ended by signal {number}', b''
    code, frame = os.WEXITSTATUS(status), watch.text('answer')
    if driven and frame[:1] in LETTERS:
        return LETTERS[frame[:1]], frame[1:2001].decode('utf-8', 'replace'), b''
    if code != 0:
        return 'exited', f'the program ended itself with status {code}', b''
    if kind != 'function':
        return 'answered', '', watch.text('stdout')
    if frame[:1] != b'A':
        return 'exited', 'the program ended itself before it answered', b''
    return 'answered', '', frame[1:]


def command_of(request, drivers):
    """The command line of the program, and what its driver reads."""
    language, task = request['language'], request['task']
    place = os.path.join(DELIVERY, task['file'])
    if language == 'command':
        return [*request['start'], *task.get('argv', [])], b''
    asked = json.dumps({**task, 'path': place, 'inputFiles': None, 'stdin': None}).encode()
    if language == 'python':
        return ['python3', '-s', '-B', '-c', drivers['python']], asked
    heap = request['limits']['memoryBytes'] * 3 // 4 >> 20
    return ['node', '--no-warnings', f'--max-old-space-size={heap}', '-e', drivers['node']], asked


def built(request):
    """Runs the build steps; the watch of the first that fails, or None."""
    limits = {**request['limits'], 'timeMs': request['limits']['timeMs'] * BUILD_FACTOR}
    for step in request['build']:
        watch = Watch(step, DELIVERY, limits)
        status, _usage = watch.wait()
        if watch.exit is not None or status != 0:
            watch.exit, watch.message = 'compile_error', watch.message or f'{step[0]} failed'
            return watch, status
    return None


def refused(message):
    nothing = dict.fromkeys(('answer', 'stdout', 'stderr'), '')
    return {'exit': 'compile_error', 'message': message[:2000], **nothing, 'memoryBytes': 0, 'wallMs': 0}


def run(request, drivers):
    task, limits = request['task'], request['limits']
    kind = task['kind']
    try:
        write_files(DELIVERY, request['files'])
    except OSError as problem:
        return refused(f'the delivery cannot be laid out: {problem.strerror}: {problem.filename}')
    write_files(CASE, task.get('inputFiles', {}))
    failed = built(request)
    if failed is None:
        command, asked = command_of(request, drivers)
        # Commands are written for the folder of the delivery, unless the case brings files of its own.
        folder = DELIVERY if request['language'] == 'command' and kind == 'stdio' else CASE
        watch = Watch(command, folder, limits, task.get('stdin', '').encode('utf-8', 'replace'), asked, request['exchange'])
        status, usage = watch.wait()
        exit, message, answer = judge(watch, status, kind, asked != b'')
    else:
        (watch, status), usage = failed, None
        exit, message, answer = watch.exit, watch.message, b''
    if exit == 'answered' and kind == 'stdio' and len(answer) > limits['answerBytes']:
        exit, message = 'output_limit', f"the answer is longer than {limits['answerBytes']} bytes"
    if exit == 'answered' and kind == 'files':
        answer = changed_files(CASE, task['inputFiles'], limits['answerBytes'])
        if answer is None:
            exit, message = 'output_limit', f"the answer is longer than {limits['answerBytes']} bytes"
    text = lambda body: base64.b64encode(body).decode()
    return {
        'exit': exit, 'message': message, 'answer': text(answer if exit == 'answered' else b''),
        'stdout': text(watch.text('stdout')[:KEPT]), 'stderr': text(watch.text('stderr')[:KEPT]),
        'memoryBytes': usage.ru_maxrss * 1024 if usage is not None else 0, 'wallMs': watch.wall_ms,
    }


def main(drivers):
    try:
        # Whoever runs beside this process under the same user can then neither read nor steer it.
        ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
    except (OSError, AttributeError):
        pass
    write_frame(b'Y')
    letter, body = read_frame()
    result = describe() if letter == b'D' else run(json.loads(body), drivers)
    write_frame(b'E', json.dumps(result).encode())
    end_everything()
