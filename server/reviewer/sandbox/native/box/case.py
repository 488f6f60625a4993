# The first process of one case: it makes the folders, starts the guest, watches it, ends all that is left, and reports.
import _signal as signal
import fcntl
import os
import select
import stat
import time

import guest
import kernel
import limits
import wire

TICK_MS = 20
CHUNK = 1 << 16
PIPE_BYTES_MAX = 1 << 20
TEMPORARY_BYTES = 64 << 20
WORK_BYTES = 32 << 20
ENTRIES_MAX = 4096
DEPTH_MAX = 64
TIDY_BYTES = 1 << 20
MESSAGE_BYTES = 2000


class TooMuch(Exception):
    pass


def make_folders(writable_delivery):
    kernel.mount('none', '/', None, kernel.MS_REC | kernel.MS_PRIVATE)
    plain = kernel.MS_NOSUID | kernel.MS_NODEV
    kernel.mount('proc', '/proc', 'proc', plain | kernel.MS_NOEXEC, 'hidepid=invisible,subset=pid')
    for path in ('/tmp', '/dev/shm'):
        kernel.mount('tmpfs', path, 'tmpfs', plain, f'size={TEMPORARY_BYTES},nr_inodes=16384,mode=0700')
    if not writable_delivery:
        closed = kernel.MS_REMOUNT | kernel.MS_BIND | kernel.MS_RDONLY
        kernel.mount(None, '/delivery', None, closed | plain)


def make_work_folder():
    plain = kernel.MS_NOSUID | kernel.MS_NODEV
    kernel.mount('tmpfs', '/case', 'tmpfs', plain, f'size={WORK_BYTES},nr_inodes={ENTRIES_MAX + 1},mode=0700')


def place_files(folder, files):
    for path, content in files.items():
        full = os.path.join(folder, path)
        os.makedirs(os.path.dirname(full), exist_ok=True)
        fd = os.open(full, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o644)
        try:
            wire.write_all(fd, content.encode('utf-8', 'surrogatepass'))
        finally:
            os.close(fd)


def read_regular(name, folder_fd, room):
    """The bytes of a plain file, or None: links, pipes, devices and sockets are no answer."""
    try:
        fd = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, dir_fd=folder_fd)
    except OSError:
        return None
    try:
        if not stat.S_ISREG(os.fstat(fd).st_mode):
            return None
        content = bytearray()
        while chunk := os.read(fd, CHUNK):
            content += chunk
            if len(content) > room:
                raise TooMuch
        return bytes(content)
    finally:
        os.close(fd)


class Harvest:
    """Every plain file below /case that was not given, or not with this content. Nothing of the guest runs any more."""

    def __init__(self, given, bytes_max):
        self.given = given
        self.room = bytes_max
        self.entries = 0
        self.found = []

    def gather(self, prefix, folder_fd, depth):
        with os.scandir(folder_fd) as listing:
            names = [(entry.name, entry.is_dir(follow_symlinks=False)) for entry in listing]
        self.entries += len(names)
        if self.entries > ENTRIES_MAX or depth > DEPTH_MAX:
            raise TooMuch
        for name, is_folder in names:
            if is_folder:
                inner = os.open(name, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=folder_fd)
                self.gather(f'{prefix}{name}/', inner, depth + 1)
                os.close(inner)
            else:
                self.take(prefix + name, read_regular(name, folder_fd, self.room))

    def take(self, path, content):
        before = self.given.get(path)
        if content is None or (before is not None and content == before.encode('utf-8', 'surrogatepass')):
            return
        self.room -= len(content)
        self.found.append((os.fsencode(path), content))


def written_files(given, bytes_max):
    harvest = Harvest(given, bytes_max)
    harvest.gather('', os.open('/case', os.O_RDONLY | os.O_DIRECTORY), 0)
    return wire.packed_files(sorted(harvest.found))


def widen(pipe, room):
    """Lets a pipe hold more than is taken from it: a program that floods it meets that limit, and not first the memory that it queues in."""
    try:
        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, min(room + CHUNK, PIPE_BYTES_MAX))
    except OSError:
        # The user has many wide pipes already. This one stays as it is, and which limit is met first may depend on the moment.
        return


class Streams:
    """The pipes that the guest writes to, each with the most that is taken from it."""

    def __init__(self):
        self.kept = {}
        self.readers = {}
        self.writers = {}
        self.poller = select.poll()
        # Nothing is asked of it: it tells all the same when the reviewer is gone.
        self.poller.register(wire.INPUT, 0)
        for name in ('stdout', 'stderr', 'answer', 'trouble'):
            reader, self.writers[name] = os.pipe2(os.O_CLOEXEC)
            os.set_blocking(reader, False)
            self.kept[name] = bytearray()
            self.readers[reader] = name
            self.poller.register(reader, select.POLLIN)

    def allow(self, room):
        self.total_room = room['stderr']
        self.room = {**room, 'trouble': MESSAGE_BYTES}
        for reader, name in self.readers.items():
            widen(reader, self.room[name])

    def close_writers(self):
        for fd in self.writers.values():
            os.close(fd)

    def take(self, fd):
        """Reads once; False at the end of the stream. Raises TooMuch when the guest wrote more than it may."""
        name = self.readers[fd]
        try:
            chunk = os.read(fd, CHUNK)
        except BlockingIOError:
            return False
        self.kept[name] += chunk
        together = len(self.kept['stdout']) + len(self.kept['stderr'])
        if len(self.kept[name]) > self.room[name] or together > self.total_room:
            raise TooMuch
        return len(chunk) > 0


def watch(pid, streams, deadline, memory_max):
    """Until the guest's own process ends, or a limit is reached; gives back which."""
    ended = os.pidfd_open(pid)
    poller = streams.poller
    poller.register(ended, select.POLLIN)
    looked_at = time.monotonic()
    while True:
        now = time.monotonic()
        if now >= deadline:
            return wire.OUT_OF_TIME
        if now - looked_at >= TICK_MS / 1000:
            looked_at = now
            if limits.exceeds(memory_max):
                return wire.OUT_OF_MEMORY
        for fd, _events in poller.poll(min(TICK_MS, (deadline - now) * 1000 + 1)):
            if fd == wire.INPUT:
                os._exit(3)
            if fd == ended:
                return wire.ENDED
            try:
                if not streams.take(fd):
                    poller.unregister(fd)
            except TooMuch:
                return wire.TOO_MUCH_OUTPUT


def end_everything(pid):
    """Kills and reaps every process of this case but this one; gives back how the guest's own process ended."""
    status = 0
    while True:
        try:
            os.kill(-1, signal.SIGKILL)
        except ProcessLookupError:
            pass
        try:
            gone, state = os.waitpid(-1, 0)
        except ChildProcessError:
            return status
        if gone == pid:
            status = os.waitstatus_to_exitcode(state)


def run(start, bounds, streams, memory_base):
    """`start` is called in the guest's process with the pipes to write to, and does not return."""
    begun = time.monotonic()
    pid = os.fork()
    if pid == 0:
        start(streams.writers)
    streams.close_writers()
    how = watch(pid, streams, begun + bounds['seconds'], memory_base + bounds['memory'])
    status = end_everything(pid)
    seconds = time.monotonic() - begun
    try:
        for fd in streams.readers:
            while streams.take(fd):
                pass
    except TooMuch:
        how = wire.TOO_MUCH_OUTPUT if how == wire.ENDED else how
    if streams.kept['trouble']:
        raise RuntimeError(streams.kept['trouble'].decode('utf-8', 'replace'))
    return how, status, seconds, {name: bytes(kept) for name, kept in streams.kept.items()}


def is_tidy():
    """Whether the case has left so little in its folders that they take no memory away from the next case while they go."""
    used = 0
    for path in ('/tmp', '/dev/shm', '/case'):
        state = os.statvfs(path)
        used += (state.f_blocks - state.f_bfree) * state.f_frsize
    return used <= TIDY_BYTES


def serve(program, tell_tidy):
    """
    Waits for one case, runs it and sends its outcome. What does not depend on the case is done before it comes; the filter too, so
    that it holds this process as it holds the program. The request is read by this very process: no other ever holds it.
    `tell_tidy` is called when nothing of the case is left but this process.
    """
    works = program['kind'] == 'files'
    make_folders(False)
    if works:
        make_work_folder()
    kernel.filter_calls(program['guestFilter'])
    streams = Streams()
    request = wire.read_message()
    task, bounds = request['task'], request['limits']
    given = task.get('inputFiles', {})
    if works:
        place_files('/case', given)
    streams.allow({
        'stdout': bounds['answer'] if task['kind'] == 'stdio' else bounds['output'],
        'stderr': bounds['output'],
        'answer': bounds['answer'] + MESSAGE_BYTES,
    })
    start = guest.starter(program, task, bounds, '/case' if works else '/delivery')
    how, status, seconds, kept = run(start, bounds, streams, program['baseBytes'])
    files = b''
    if works and how == wire.ENDED:
        try:
            files = written_files(given, bounds['answer'])
        except TooMuch:
            how = wire.TOO_MUCH_OUTPUT
    parts = [kept['answer'], kept['stdout'], kept['stderr'], files]
    wire.send(wire.OUTCOME, wire.packed_outcome(how, status, seconds, parts))
    if is_tidy():
        tell_tidy()


def build(program):
    """Runs the build commands in turn, with /delivery open for writing; says how the last one that ran ended."""
    make_folders(True)
    kernel.filter_calls(program['guestFilter'])
    bounds = program['buildLimits']
    deadline = time.monotonic() + bounds['seconds']
    for command in program['build']:
        streams = Streams()
        streams.allow({'stdout': bounds['output'], 'stderr': bounds['output'], 'answer': MESSAGE_BYTES})
        left = {**bounds, 'seconds': max(0.0, deadline - time.monotonic())}
        start = guest.builder(program, command, left)
        how, status, seconds, kept = run(start, left, streams, 0)
        if how != wire.ENDED or status != 0 or kept['answer']:
            break
    wire.send(wire.BUILT, wire.packed_outcome(how, status, seconds, [kept['answer'], kept['stdout'], kept['stderr'], b'']))
