# A program as a process of its own, with nothing but its pipes, watched until it has ended or met a limit.
import os, resource, select, signal, socket, time

ANSWER_FD, REQUEST_FD, EXCHANGE_FD = 3, 4, 5
SPARE_FD = 200
MESSAGE_MAX = 1048576
PATH = os.environ.get('SANDBOX_PATH', '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin')
ENVIRONMENT = {
    'PATH': PATH, 'HOME': '/tmp', 'TMPDIR': '/tmp', 'LANG': 'C.UTF-8', 'TZ': 'UTC', 'PYTHONHASHSEED': '0',
    'OMP_NUM_THREADS': '1', 'OPENBLAS_NUM_THREADS': '1',
}
groups = set()


def start(command, fds, folder, limits):
    """Starts a process that holds the named descriptors and no other: all of ours close as it begins."""
    pid = os.fork()
    if pid > 0:
        groups.add(pid)
        return pid
    try:
        os.setsid()
        # High copies first: a descriptor must not be overwritten before it has been handed on.
        for wanted, fd in fds.items():
            os.dup2(fd, SPARE_FD + wanted, inheritable=False)
        for wanted in fds:
            os.dup2(SPARE_FD + wanted, wanted, inheritable=True)
        seconds = limits['timeMs'] // 1000 + 2
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        # Node reserves far more than it uses; it has a limit of its own, and the container has one for all.
        if command[0] == 'python3':
            resource.setrlimit(resource.RLIMIT_DATA, (limits['memoryBytes'], limits['memoryBytes']))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        os.chdir(folder)
        os.execvpe(command[0], command, ENVIRONMENT)
    except BaseException as problem:
        os.write(2, f'{command[0]}: {problem}\n'.encode())
    finally:
        os._exit(127)


def end_everything():
    """As first process of a container everything else in it is the program's; anywhere else only its groups are."""
    if os.getpid() == 1:
        try:
            os.kill(-1, signal.SIGKILL)
        except ProcessLookupError:
            pass
        return
    for group in groups:
        try:
            os.killpg(group, signal.SIGKILL)
        except ProcessLookupError:
            continue


class Watch:
    """`exit` and `message` are set where a limit of ours ended it; `wall_ms` is without its waiting for replies."""

    def __init__(self, command, folder, limits, stdin=b'', request=b'', exchange=False):
        self.limits, self.exit, self.message, self.wall_ms = limits, None, '', 0
        self.output = {'stdout': [], 'stderr': [], 'answer': []}
        self.sizes = dict.fromkeys(self.output, 0)
        self.sources, self.feeds, self.asking = {}, [], None
        fds = {}
        for fd, name in ((1, 'stdout'), (2, 'stderr'), (ANSWER_FD, 'answer')):
            read, fds[fd] = os.pipe()
            self.sources[read] = name
        for fd, content in ((0, stdin), (REQUEST_FD, request)):
            fds[fd], write = os.pipe()
            os.set_blocking(write, False)
            self.feeds.append([write, content])
        # One message is one packet, so a program needs no marks between them.
        self.socket, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        for side in (self.socket, theirs):
            side.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 2 * MESSAGE_MAX)
        fds[EXCHANGE_FD] = theirs.detach()
        self.begun = time.monotonic()
        self.pid = start(command, fds, folder, limits)
        for fd in fds.values():
            os.close(fd)
        if not exchange:
            self.hang_up()

    def text(self, name):
        return b''.join(self.output[name])

    def stop(self, exit, message):
        if self.exit is None:
            self.exit, self.message = exit, message
        end_everything()

    def take(self, fd):
        name = self.sources[fd]
        chunk = os.read(fd, 1 << 16)
        if not chunk:
            os.close(fd)
            del self.sources[fd]
            return
        if self.exit is not None:
            return
        self.sizes[name] += len(chunk)
        self.output[name].append(chunk)
        if self.sizes['answer'] > self.limits['answerBytes'] + 1:
            self.stop('output_limit', f"the answer is longer than {self.limits['answerBytes']} bytes")
        if self.sizes['stdout'] + self.sizes['stderr'] > self.limits['outputBytes']:
            self.stop('output_limit', f"wrote more than {self.limits['outputBytes']} bytes")

    def feed(self, entry):
        try:
            entry[1] = entry[1][os.write(entry[0], entry[1]):] if entry[1] else b''
        except BrokenPipeError:
            entry[1] = b''
        if not entry[1]:
            os.close(entry[0])
            self.feeds.remove(entry)

    def hang_up(self):
        self.socket.close()
        self.socket = None

    def ask(self):
        try:
            message = self.socket.recv(MESSAGE_MAX + 1)
        except OSError:
            message = b''
        if not message or len(message) > MESSAGE_MAX:
            return self.hang_up()
        self.asking = time.monotonic()
        write_frame(b'M', message)

    def hear(self):
        """A reply. The time that was spent waiting for it is not the program's."""
        letter, body = read_frame()
        if letter != b'R' or self.asking is None:
            return
        self.begun += time.monotonic() - self.asking
        self.asking = None
        try:
            if body[:1] == b'\0':
                self.hang_up()
            else:
                self.socket.send(body[1:])
        except OSError:
            self.hang_up()

    def wait(self):
        """Returns the status and the use of the process, once it and everything that it began has ended."""
        ended = None
        while ended is None or self.sources:
            if ended is None:
                pid, status, usage = os.wait4(self.pid, os.WNOHANG)
                if pid != 0:
                    ended = status, usage
                    end_everything()
            left = self.begun + self.limits['timeMs'] / 1000 - time.monotonic()
            if ended is None and self.asking is None and left <= 0:
                self.stop('time_limit', f"ran longer than {self.limits['timeMs']} ms")
            sources = [0, *self.sources]
            if self.socket is not None and self.asking is None:
                sources.append(self.socket)
            # The end of a process shows in its pipes, except where it has closed them or left them to others.
            readable, writable, _ = select.select(sources, [feed[0] for feed in self.feeds], [], 0.01)
            for source in readable:
                if source == 0:
                    self.hear()
                elif source is self.socket:
                    self.ask()
                else:
                    self.take(source)
            for entry in [feed for feed in self.feeds if feed[0] in writable]:
                self.feed(entry)
        self.wall_ms = (time.monotonic() - self.begun) * 1000
        for fd, _content in self.feeds:
            os.close(fd)
        if self.socket is not None:
            self.hang_up()
        return ended
