# The first process in a box: it gives up its rights, takes in one program, and starts a fresh process for every case of it.
import _signal as signal
import binascii
import gc
import os
import site
import sys

import case
import guest
import kernel
import limits
import wire

BOX_ID = 1000
FRESH = kernel.CLONE_NEWNS | kernel.CLONE_NEWPID | kernel.CLONE_NEWIPC


def write_text(path, text):
    with open(path, 'w') as file:
        file.write(text)


def settle(user):
    """Becomes `user` (where we are root), then first of a user namespace that holds nobody else."""
    if user is not None:
        kernel.mount('proc', '/proc', 'proc', kernel.MS_NOSUID | kernel.MS_NODEV | kernel.MS_NOEXEC)
        os.setgroups([])
        os.setresgid(user, user, user)
        os.setresuid(user, user, user)
    inside = (os.getuid(), os.getgid())
    kernel.set_dumpable(True)
    kernel.unshare(kernel.CLONE_NEWUSER)
    write_text('/proc/self/setgroups', 'deny')
    write_text('/proc/self/uid_map', f'{BOX_ID} {inside[0]} 1')
    write_text('/proc/self/gid_map', f'{BOX_ID} {inside[1]} 1')
    kernel.set_dumpable(False)
    # A change of user has cleared it.
    kernel.die_with_parent()


def lay_out(files):
    """Writes the delivery, or says that it cannot be one: a file that is a folder too, a name that is too long."""
    try:
        case.place_files('/delivery', files)
    except OSError as problem:
        said = f'Cthe delivery cannot be laid out: {problem.strerror}: {problem.filename}'
        wire.send(wire.BUILT, wire.packed_outcome(wire.ENDED, 1, 0.0, [said.encode(), b'', b'', b'']))
        os._exit(73)


def compiled_keeper():
    """Our own text as this Python compiles it: boxes that come later begin with that."""
    import marshal
    folder = os.path.dirname(__file__)
    found = []
    for name in guest.OWN_MODULES:
        with open(f'{folder}/{name}.py', 'rb') as file:
            found.append((name, compile(file.read(), f'{folder}/{name}.py', 'exec', dont_inherit=True)))
    return binascii.b2a_base64(marshal.dumps(found), newline=False).decode()


def what_is_here():
    # Slow to load, and asked for once.
    import importlib.metadata
    names = set()
    for folder in os.environ['PATH'].split(':'):
        try:
            names.update(name for name in os.listdir(folder) if os.access(f'{folder}/{name}', os.X_OK))
        except OSError:
            continue
    packages = sorted(name for name in importlib.metadata.packages_distributions() if name.isidentifier())
    versions = {one.metadata['Name']: one.version for one in importlib.metadata.distributions()}
    return {'python': sys.version, 'packages': packages, 'commands': sorted(names), 'versions': versions}


def inventory():
    """Of the first box of all, which holds no program of anybody else: what is installed, and what makes later boxes quicker."""
    compiled, before = compiled_keeper(), set(sys.path)
    site.main()
    return {**what_is_here(), 'compiled': compiled, 'folders': [path for path in sys.path if path not in before]}


def open_packages(names, folders):
    """
    Puts the folders of installed packages on the path. What else the machine wants done at the start of a Python takes as long as
    that start, so it is done only where a project needs packages, once, and then it is done whole.
    """
    if names:
        site.main()
    else:
        sys.path.extend(folders)
        for provide in (site.setquit, site.setcopyright, site.sethelper):
            provide()


# Modules of the standard library that only define things: loading one early is seen by nobody, and every case is spared it.
PLAIN = frozenset((
    'abc array base64 bisect calendar collections contextlib copy csv dataclasses datetime decimal enum fractions functools hashlib '
    'heapq io itertools json math numbers operator queue random re statistics string struct textwrap time types typing unicodedata'
).split())


# Of these, what every Python has by the time a program begins: a delivered module of that name is not found.
AT_START = frozenset(('abc', 'io', 'time'))


def delivered_modules(files):
    """Names that an import may find in the delivery, wherever in it the importing program lies."""
    return {part.removesuffix('.py') for path in files for part in path.split('/')}


def plain_imports(files, own):
    """Of those, what the delivery says that it imports. It is only looked at, word by word: nothing delivered is compiled here."""
    named = set()
    for path, text in files.items():
        if path.endswith('.py'):
            for line in text.splitlines():
                first, *words = line.replace(',', ' ').split() or ['']
                if first in ('import', 'from'):
                    named.update(word.partition('.')[0] for word in (words if first == 'import' else words[:1]))
    return sorted(named & PLAIN - own)


def preload(names):
    """Imports what the programs of this project need, once. Nothing delivered is on the path yet."""
    for name in names:
        try:
            __import__(name)
        except BaseException as problem:
            print(f'cannot preload {name}: {problem!r}', file=sys.stderr, flush=True)


def warm_up():
    """Does what every case does, and what this Python makes itself ready for when it is done for the first time, before there are cases."""
    compile('', 'nothing', 'exec', 0, True)
    wire.value_of('{"nothing": [0, 0.5, null]}')
    wire.packed_outcome(wire.ENDED, 0, 0.0, [b'', b'', b'', b''])
    with open('/dev/null') as nothing:
        nothing.read()
    limits.total(limits.private_bytes)


def begin_apart(work):
    """Begins `work` in a copy of this process in namespaces of its own."""
    pid = kernel.clone(FRESH)
    if pid == 0:
        try:
            work()
            os._exit(0)
        except BaseException as problem:
            print(f'{type(problem).__name__}: {problem}', file=sys.stderr, flush=True)
            os._exit(1)
    return pid


def ended_well(pid):
    return os.waitpid(pid, 0)[1] == 0


def serve_cases(program):
    """
    The process of a case is there before its request is, and the one before it may still be leaving: its namespaces take a moment
    to go. Never is there a program of two cases, nor anything that one of them began: `tidy` is told only behind that.
    """
    leaving = None
    while True:
        tidy, told = os.pipe2(os.O_CLOEXEC)
        pid = begin_apart(lambda: case.serve(program, lambda: os.write(told, b'.')))
        os.close(told)
        is_tidy = os.read(tidy, 1) != b''
        os.close(tidy)
        for done in (leaving, None if is_tidy else pid):
            if done is not None and not ended_well(done):
                os._exit(71)
        leaving = pid if is_tidy else None


def main():
    # Nor does our own code need one, here or in the first process of a case. The program has it again.
    gc.disable()
    # Not the folder that a process is in: the one of a program is full of delivered modules, and what runs it still imports some.
    sys.path[0] = '/harness'
    wire.take_over()
    # The first process of a namespace cannot be hurt by signals that it has no handler for.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    program = wire.read_message()
    settle(program['user'])
    program['guestFilter'] = binascii.a2b_base64(program['guestFilter'])
    files = program.pop('files')
    lay_out(files)
    found = inventory() if program['inspect'] else {}
    open_packages(program['preload'], program['folders'])
    # Answers of functions are written as JSON.
    preload(['json'] if program['kind'] == 'function' else [])
    own = delivered_modules(files)
    # Plain modules load others of them, which must not hide delivered ones.
    program['hidden'] = sorted(own & PLAIN - AT_START)
    preload(plain_imports(files, own) if program['language'] == 'python' else [])
    preload(program['preload'])
    del files, own
    os.environ.clear()
    os.environ.update(guest.ENVIRONMENT)
    warm_up()
    # What is here now is looked at by no collection any more: each would make copies of pages.
    gc.freeze()
    gc.collect()
    # Every case starts as a copy of this process, so this is what each has to begin with.
    program['ownDataBytes'] = limits.own_data_bytes()
    program['baseBytes'] = limits.private_bytes('self') if program['language'] == 'python' else program['runtimeBytes']
    if program['build'] and not ended_well(begin_apart(lambda: case.build(program))):
        os._exit(70)
    wire.send(wire.READY, guest.text_of(found) if found else b'{}')
    serve_cases(program)


try:
    main()
except OSError as problem:
    wire.send(wire.UNAVAILABLE, f'the box cannot be set up: {problem}'.encode())
    os._exit(72)
