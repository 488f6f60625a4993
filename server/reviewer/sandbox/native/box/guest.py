# Turns a fresh process into the delivered program: everything of ours is let go, then the program begins.
import _signal as signal
import gc
import os
import sys

import harness
import kernel
import limits

# In this order, because each uses only those before it.
OWN_MODULES = ('kernel', 'wire', 'limits', 'harness', 'guest', 'case', 'zygote')

REQUEST_FD, ANSWER_FD, TROUBLE_FD = 3, 4, 5
CASE_FILE_BYTES = 64 << 20
BUILD_FILE_BYTES = 256 << 20
ENVIRONMENT = {
    'PATH': '/usr/local/bin:/usr/bin:/bin:/opt/node/bin',
    'HOME': '/tmp',
    'LANG': 'C.UTF-8',
    'TZ': 'UTC',
    # More threads than processors of the box would only make equal runs differ.
    'OPENBLAS_NUM_THREADS': '1',
    'OMP_NUM_THREADS': '1',
}


def content_fd(data):
    """A file without a name that holds `data`, read from its beginning."""
    fd = os.memfd_create('input')
    view = memoryview(data)
    while view:
        view = view[os.write(fd, view):]
    os.lseek(fd, 0, os.SEEK_SET)
    return fd


def let_go(writers, stdin, request, folder):
    """Leaves exactly the standard streams, the pipes for request and answer, and until the program begins one for our trouble."""
    os.setsid()
    moved = [stdin, writers['stdout'], writers['stderr'], request, writers['answer'], writers['trouble']]
    # First out of the way of the numbers that they shall have.
    high = [os.dup2(fd, 100 + index) for index, fd in enumerate(moved)]
    for index, fd in enumerate(high):
        os.dup2(fd, index, inheritable=index != TROUBLE_FD)
    os.closerange(TROUBLE_FD + 1, 1 << 20)
    os.chdir(folder)


def confine(program, bounds, file_bytes, addresses):
    kernel.set_dumpable(True)
    # When memory is short, the program goes first.
    score = os.open('/proc/self/oom_score_adj', os.O_WRONLY)
    os.write(score, b'1000')
    os.close(score)
    data = program['ownDataBytes'] + bounds['memory'] + program['reservedBytes']
    limits.apply(bounds['seconds'], data, file_bytes, addresses)
    kernel.drop_capabilities()


def complain(message):
    os.write(ANSWER_FD, b'C' + message.encode('utf-8', 'replace')[:1000])
    os._exit(127)


def execute(argv):
    for number in (signal.SIGPIPE, signal.SIGXFSZ):
        signal.signal(number, signal.SIG_DFL)
    try:
        os.execvpe(argv[0], argv, ENVIRONMENT)
    except OSError as problem:
        complain(f'cannot start {argv[0]}: {problem.strerror}')
    except ValueError as problem:
        complain(f'cannot start {argv[0]}: {problem}')


# The last two: see `begin.cjs`.
NODE_FLAGS = [
    '--experimental-vm-modules', '--disable-warning=ExperimentalWarning', '--no-rehash-snapshot', '--expose-internals',
]


def node_command(program, task):
    megabytes = max(16, program['memoryBytes'] >> 20)
    flags = [*NODE_FLAGS, f'--max-old-space-size={megabytes}']
    if task['kind'] == 'function':
        return [program['node'], *flags, '/harness/function.cjs']
    path = '/delivery/' + task['file']
    return [program['node'], *flags, '--require', '/harness/main.cjs', path, *task['argv']]


def text_of(value):
    import json
    return json.dumps(value).encode()


def starter(program, task, bounds, folder):
    language = program['language']

    is_node = language in ('javascript', 'typescript')

    def begin(writers):
        call = {'path': '/delivery/' + task['file'], 'entry': task.get('entry'), 'args': task.get('args'), 'numbers': task.get('numbers')}
        stdin = content_fd(task.get('stdin', '').encode('utf-8', 'surrogatepass'))
        # Who does not read it from there has it closed below.
        request = content_fd(text_of(call)) if is_node and task['kind'] == 'function' else stdin
        let_go(writers, stdin, request, folder)
        if language == 'python':
            os.close(REQUEST_FD)
        confine(program, bounds, CASE_FILE_BYTES, language == 'python')
        if language == 'python':
            signal.signal(signal.SIGINT, signal.default_int_handler)
            os.close(TROUBLE_FD)
            # A delivery may have modules of these names.
            for name in (*OWN_MODULES, *program['hidden']):
                sys.modules.pop(name, None)
            gc.enable()
            harness.run({**task, **call})
        elif language == 'command':
            os.close(REQUEST_FD)
            os.set_inheritable(ANSWER_FD, False)
            execute([*program['start'], *task['argv']])
        else:
            execute(node_command({**program, 'memoryBytes': bounds['memory']}, task))

    return lambda writers: never_return(begin, writers)


def builder(program, command, bounds):
    def begin(writers):
        nothing = os.open('/dev/null', os.O_RDONLY)
        let_go(writers, nothing, nothing, '/delivery')
        os.close(REQUEST_FD)
        os.set_inheritable(ANSWER_FD, False)
        confine(program, bounds, BUILD_FILE_BYTES, False)
        execute(command)

    return lambda writers: never_return(begin, writers)


def never_return(begin, writers):
    """What goes wrong before the program begins is ours: the pipe for it is closed by then."""
    try:
        begin(writers)
    except BaseException as problem:
        os.write(TROUBLE_FD, f'the program could not be started: {problem!r}'.encode()[:1000])
    os._exit(126)
