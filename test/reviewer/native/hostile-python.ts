/**
 * Hostile programs in Python for the native tier. `attack(a)` stands in a program whose `solve(a, evil)` calls it, or gives
 * back the sorted list: so the same box runs an honest case right after.
 */

import type { RunExit } from '../../../server/reviewer/sandbox.ts';

export interface HostileProgram {
  readonly name: string;
  /** `@CANARY_FILE@` stands for a file on the host that must never be readable. */
  readonly source: string;
  readonly exits: readonly RunExit[];
  /** What it must not, or must, bring back when it is answered. */
  readonly answer?: (value: unknown) => boolean;
  readonly limits?: { readonly timeMs?: number; readonly memoryBytes?: number };
}

const isRight = (value: unknown): boolean => JSON.stringify(value) === '[1,2,3]';
const isWrong = (value: unknown): boolean => !isRight(value);
/** Every listed system call failed. */
const allFailed = (value: unknown): boolean =>
  Array.isArray(value) && value.length > 0 && value.every((one) => one === -1);
/** Every listed attempt ended in an exception, whose name it gives. */
const allRefused = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((one) => typeof one === 'string' && one.startsWith('refused'));

const SYSCALLS = `
import ctypes, os, platform
libc = ctypes.CDLL(None, use_errno=True)
libc.syscall.restype = ctypes.c_long
X = platform.machine() == 'x86_64'
def call(x86, arm, *args): return libc.syscall(*[ctypes.c_long(n) for n in ((x86 if X else arm), *args)])
`;
const ATTEMPT = `
def attempt(work):
    try:
        return ['done', repr(work())[:200]]
    except BaseException as problem:
        return 'refused ' + type(problem).__name__
`;
const SHORT = { timeMs: 700 };

const KERNEL: readonly HostileProgram[] = [
  {
    name: 'new namespaces',
    source: `${SYSCALLS}
def attack(a):
    flags = [0x10000000, 0x20000000, 0x00020000, 0x40000000, 0x02000000, 0x04000000, 0x08000000]
    made = [libc.unshare(flag) for flag in flags]
    for flag in flags:
        pid = call(56, 220, flag | 17, 0, 0, 0, 0)
        if pid == 0: os._exit(0)
        made.append(pid)
    return made + [call(435, 435, 0, 0)]`,
    exits: ['answered'],
    answer: allFailed,
  },
  {
    name: 'rarely walked corners of the kernel',
    source: `${SYSCALLS}
def attack(a):
    return [
        call(101, 117, 16, 1, 0, 0), call(101, 117, 0x4206, 1, 0, 0), call(310, 270, 1, 0, 0, 0, 0, 0), call(311, 271, 1, 0, 0, 0, 0, 0),
        call(321, 280, 0, 0, 0), call(250, 219, 0, 0, 0), call(248, 217, 0, 0, 0, 0, 0), call(298, 241, 0, 0, 0, 0, 0),
        call(425, 425, 8, 0), call(323, 282, 0), call(135, 92, 0x0040000), call(165, 40, 0, 0, 0, 0, 0), call(166, 39, 0, 0),
        call(308, 268, 0, 0), call(155, 41, 0, 0), call(161, 51, 0), call(246, 104, 0, 0, 0, 0), call(175, 105, 0, 0, 0),
        call(313, 273, 0, 0, 0), call(304, 265, 0, 0, 0), call(438, 438, 0, 0, 0), call(428, 428, 0, 0, 0), call(430, 430, 0, 0),
        call(9999, 9999),
    ]`,
    exits: ['answered'],
    answer: allFailed,
  },
  {
    name: 'calls of the 32-bit kind',
    source: `
import ctypes, mmap, platform
def attack(a):
    assert platform.machine() == 'x86_64'
    code = bytes([0xb8, 0x14, 0, 0, 0, 0xcd, 0x80, 0xc3])  # getpid by interrupt 0x80
    page = mmap.mmap(-1, 4096, prot=7)
    page.write(code)
    return ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(page)))()`,
    exits: ['crashed', 'exception'],
  },
  {
    name: 'calls under 32-bit pointers',
    source: `${SYSCALLS}
def attack(a):
    assert X
    return call(0x40000000 + 39, 0)`,
    exits: ['crashed', 'exception'],
  },
  {
    name: 'characters into the terminal of the host',
    source: `${ATTEMPT}
import fcntl
def attack(a): return [attempt(lambda fd=fd: fcntl.ioctl(fd, 0x5412, b"x")) for fd in range(5)]`,
    exits: ['answered'],
    answer: allRefused,
  },
  {
    name: 'more rights by programs that have them',
    source: `
import subprocess
def attack(a): return [subprocess.run(command, capture_output=True, input=b"").returncode == 0 for command in (["su", "-c", "id"], ["mount", "-t", "tmpfs", "x", "/tmp"], ["unshare", "-r", "true"])]`,
    exits: ['answered'],
    answer: (value) => JSON.stringify(value) === '[false,false,false]',
  },
];

const PROCESSES: readonly HostileProgram[] = [
  {
    name: 'signals to our own process and to everybody',
    source: `
import os, signal
def attack(a):
    for number in (signal.SIGKILL, signal.SIGSTOP, signal.SIGTERM, signal.SIGINT, signal.SIGSEGV, signal.SIGUSR1, signal.SIGALRM):
        for pid in (1, os.getppid()):
            try: os.kill(pid, number)
            except OSError: pass
        if number in (signal.SIGTERM, signal.SIGKILL):
            try: os.kill(-1, number)
            except OSError: pass
    return sorted(a)`,
    exits: ['answered'],
    answer: isRight,
  },
  {
    name: 'limits of our own process',
    source: `${ATTEMPT}
import os, resource
def attack(a): return [attempt(lambda: resource.prlimit(1, resource.RLIMIT_CPU, (0, 0))), attempt(lambda: os.setpriority(os.PRIO_PROCESS, 1, 19)), attempt(lambda: os.sched_setaffinity(1, {0}))]`,
    exits: ['answered'],
    answer: allRefused,
  },
  {
    name: 'memory, environment and descriptors of our own process',
    source: `${ATTEMPT}
import os
def attack(a): return [attempt(lambda path=path: open(path, "rb").read()) for path in ("/proc/1/mem", "/proc/1/environ", "/proc/1/maps", "/proc/1/cmdline")] + [attempt(lambda: os.listdir("/proc/1/fd")), attempt(lambda: os.readlink("/proc/1/ns/pid"))]`,
    exits: ['answered'],
    answer: allRefused,
  },
  {
    name: 'fork bomb',
    source: 'import os\ndef attack(a):\n    while True:\n        try: os.fork()\n        except OSError: pass',
    exits: ['time_limit', 'memory_limit'],
    limits: SHORT,
  },
  {
    name: 'thread bomb',
    source:
      'import threading, time\ndef attack(a):\n    for _ in range(10000): threading.Thread(target=time.sleep, args=(60,)).start()',
    exits: ['exception', 'memory_limit', 'time_limit'],
    limits: SHORT,
  },
  {
    name: 'process that detaches itself and stays',
    source: `
import os, time
def attack(a):
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            while True:
                try: open("/tmp/alive", "a").write("x")
                except OSError: pass
                time.sleep(0.001)
        os._exit(0)
    os.wait()
    return sorted(a)`,
    exits: ['answered'],
    answer: isRight,
  },
  {
    name: 'process that writes after the answer',
    source: `
import os, time
def attack(a):
    if os.fork() == 0:
        while True:
            for fd in (1, 2, 4):
                try: os.write(fd, b"A[0]" * 1000)
                except OSError: pass
    time.sleep(0.05)
    return sorted(a)`,
    exits: ['bad_answer', 'output_limit'],
  },
  {
    name: 'left-behind thread',
    source:
      'import threading\ndef spin():\n    while True: pass\ndef attack(a):\n    threading.Thread(target=spin).start()\n    return sorted(a)',
    exits: ['answered'],
    answer: isRight,
  },
];

const MEMORY_AND_DISK: readonly HostileProgram[] = [
  {
    name: 'memory that is hoarded, come what may',
    source:
      'def attack(a):\n    kept = []\n    while True:\n        try: kept.append(bytearray(1 << 20))\n        except MemoryError: pass',
    exits: ['time_limit', 'memory_limit'],
    limits: SHORT,
  },
  { name: 'one huge allocation', source: 'def attack(a): return len(bytearray(1 << 34))', exits: ['memory_limit'] },
  {
    name: 'shared memory',
    source:
      'import mmap\ndef attack(a):\n    kept = []\n    while True:\n        m = mmap.mmap(-1, 1 << 24)\n        m.write(b"x" * (1 << 24))\n        kept.append(m)',
    exits: ['memory_limit', 'exception', 'crashed'],
  },
  {
    name: 'memory of many processes together',
    source:
      'import os, time\ndef attack(a):\n    for _ in range(40):\n        if os.fork() == 0:\n            kept = bytearray(b"x") * (100 << 20)\n            time.sleep(60)\n    time.sleep(60)',
    exits: ['memory_limit'],
  },
  {
    name: 'full disk',
    source: `
import os
def attack(a):
    for folder in ("/tmp", "/dev/shm", "/case", "/delivery", "/"):
        for index in range(1000):
            try:
                with open(f"{folder}/{index}", "wb") as file:
                    while True: file.write(b"x" * (1 << 20))
            except OSError: break
    return sorted(a)`,
    exits: ['answered', 'memory_limit', 'crashed'],
    answer: isRight,
  },
  {
    name: 'file with an enormous hole',
    source: 'import os\ndef attack(a):\n    with open("/tmp/x", "wb") as file: os.truncate(file.fileno(), 1 << 40)',
    exits: ['exception', 'crashed'],
  },
  {
    name: 'all file descriptors',
    source: 'def attack(a): return len([open("/delivery/main.py") for _ in range(10**5)])',
    exits: ['exception'],
  },
  {
    name: 'flood on standard output',
    source: 'import os\ndef attack(a):\n    while True: os.write(1, b"x" * 65536)',
    exits: ['output_limit'],
  },
  {
    name: 'flood on standard error by many processes',
    source: 'import os\ndef attack(a):\n    for _ in range(4): os.fork()\n    while True: os.write(2, b"x" * 65536)',
    exits: ['output_limit'],
  },
  {
    name: 'answer of 50 MB',
    source: 'def attack(a): return "x" * 50_000_000',
    exits: ['output_limit', 'memory_limit'],
  },
];

const TIME: readonly HostileProgram[] = [
  {
    name: 'loop that catches everything',
    source:
      'def attack(a):\n    while True:\n        try:\n            while True: pass\n        except BaseException: pass',
    exits: ['time_limit'],
    limits: SHORT,
  },
  { name: 'loop inside C', source: 'def attack(a): return sum(range(10**13))', exits: ['time_limit'], limits: SHORT },
  { name: 'sleep', source: 'import time\ndef attack(a): time.sleep(10**6)', exits: ['time_limit'], limits: SHORT },
  {
    name: 'every signal that would end it ignored',
    source:
      'import signal\ndef attack(a):\n    for number in range(1, 65):\n        try: signal.signal(number, signal.SIG_IGN)\n        except (OSError, ValueError): pass\n    while True: pass',
    exits: ['time_limit'],
    limits: SHORT,
  },
];

const ANSWERS: readonly HostileProgram[] = [
  {
    name: 'second answer',
    source: 'import os\ndef attack(a):\n    os.write(4, b"A[0]")\n    return sorted(a)',
    exits: ['bad_answer'],
  },
  {
    name: 'frames of our own protocol on every descriptor',
    source: `
import os, struct
def attack(a):
    body = struct.pack("<BBidIIII", 4, 0, 0, 0.0, 8, 0, 0, 0) + b"A[1,2,3]"
    for fd in range(1000):
        for _ in range(3):
            try: os.write(fd, struct.pack("<I", len(body)) + body)
            except OSError: pass
    return 0`,
    exits: ['bad_answer'],
  },
  {
    name: 'closed descriptors',
    source:
      'import os\ndef attack(a):\n    for fd in range(1000):\n        try: os.close(fd)\n        except OSError: pass\n    return 0',
    exits: ['exception', 'exited', 'bad_answer'],
  },
  { name: 'early end with status 0', source: 'import os\ndef attack(a): os._exit(0)', exits: ['exited'] },
  { name: 'SystemExit', source: 'def attack(a): raise SystemExit(0)', exits: ['exited'] },
  { name: 'abort', source: 'import os\ndef attack(a): os.abort()', exits: ['crashed'] },
  { name: 'kill of itself', source: 'import os\ndef attack(a): os.kill(os.getpid(), 9)', exits: ['crashed'] },
  { name: 'crash', source: 'import ctypes\ndef attack(a): ctypes.string_at(0)', exits: ['crashed'] },
  {
    name: 'deep recursion',
    source: 'import sys\nsys.setrecursionlimit(10**9)\ndef attack(a): return attack(a)',
    exits: ['crashed', 'memory_limit', 'exception'],
  },
  {
    name: 'patched encoder, writer and exit',
    source: `
import builtins, json, os, sys
def attack(a):
    json.JSONEncoder.encode = json.dumps = lambda *_: "[1,2,3]"
    os.write = os._exit = sys.exit = lambda *_: None
    builtins.str = builtins.type = builtins.isinstance = lambda *_: "x"
    return 0`,
    exits: ['answered', 'bad_answer', 'exception'],
    answer: isWrong,
  },
  {
    name: 'value that says it equals everything',
    source: 'class Equal(list):\n    def __eq__(self, other): return True\ndef attack(a): return Equal([9])',
    exits: ['answered'],
    answer: isWrong,
  },
  { name: 'half of a surrogate pair', source: 'def attack(a): return "\\ud800"', exits: ['bad_answer'] },
  { name: 'not a number', source: 'def attack(a): return float("nan")', exits: ['bad_answer'] },
];

const SECRETS: readonly HostileProgram[] = [
  {
    name: 'environment of the host',
    source: 'import os\ndef attack(a): return [sorted(os.environ), open("/proc/self/environ").read()]',
    exits: ['answered'],
    answer: (value) => !JSON.stringify(value).includes('CANARY'),
  },
  {
    name: 'files of the host',
    source: `${ATTEMPT}
import os
def attack(a): return [attempt(lambda path=path: open(path).read()) for path in ("@CANARY_FILE@", "/proc/1/root@CANARY_FILE@", "/etc/shadow", "/etc/hostname", "/sys/kernel/notes", "/proc/kcore", "/proc/meminfo", "/proc/sys/kernel/hostname", "/dev/mem", "/dev/kmsg")] + [attempt(lambda path=path: os.listdir(path)) for path in ("/root", "/home", "/var", "/run", "/sys", "/mnt", "/boot")]`,
    exits: ['answered'],
    answer: allRefused,
  },
  {
    name: 'accounts of the host',
    source: 'def attack(a): return open("/etc/passwd").read()',
    exits: ['answered'],
    answer: (value) => value === 'guest:x:1000:1000::/tmp:/bin/sh\n',
  },
  {
    name: 'inherited descriptors',
    source: 'import os\ndef attack(a): return sorted(os.listdir("/proc/self/fd"), key=int)',
    exits: ['answered'],
    answer: (value) => Array.isArray(value) && value.every((fd) => ['0', '1', '2', '4', '3'].includes(String(fd))),
  },
  {
    name: 'other processes',
    source: 'import os\ndef attack(a): return [name for name in os.listdir("/proc") if name.isdigit()]',
    exits: ['answered'],
    answer: (value) => JSON.stringify(value) === '["2"]',
  },
  {
    name: 'network',
    source: `${ATTEMPT}
import socket
def attack(a):
    return [attempt(lambda family=family, kind=kind: socket.socket(family, kind)) for family in (socket.AF_INET, socket.AF_INET6, socket.AF_NETLINK, socket.AF_PACKET, 40, 38) for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_RAW)] + [
        attempt(lambda: socket.create_connection(("127.0.0.1", 22), 1)), attempt(lambda: socket.getaddrinfo("example.org", 80)),
        attempt(lambda: socket.socket(socket.AF_UNIX).connect("/var/run/docker.sock")), attempt(lambda: socket.socket(socket.AF_UNIX).connect("\\0@CANARY_SOCKET@"))]`,
    exits: ['answered'],
    answer: allRefused,
  },
  {
    name: 'changes to the system and to the delivery',
    source: `${ATTEMPT}
import os
def attack(a):
    paths = ("/delivery/main.py", "/delivery/new", "/harness/zygote.py", "/usr/bin/x", "/etc/passwd", "/new", "/dev/new", "/proc/sys/kernel/hostname", "/case/new", "/opt/node/bin/node")
    return [attempt(lambda path=path: open(path, "a")) for path in paths] + [attempt(lambda: os.chmod("/delivery/main.py", 0o777)), attempt(lambda: os.rename("/delivery/main.py", "/delivery/other.py")), attempt(lambda: os.mknod("/tmp/disk", 0o060666, os.makedev(8, 0)))]`,
    exits: ['answered'],
    answer: allRefused,
  },
  {
    name: 'links out',
    source: `${ATTEMPT}
import os
def attack(a):
    os.symlink("@CANARY_FILE@", "/tmp/link")
    return [attempt(lambda: open("/tmp/link").read()), attempt(lambda: os.link("/etc/passwd", "/tmp/hard")), attempt(lambda: open("/tmp/../../../../../..@CANARY_FILE@").read())]`,
    exits: ['answered'],
    answer: allRefused,
  },
  {
    name: 'state kept for the next case',
    source: `
import builtins, ctypes, os, sys
libc = ctypes.CDLL(None)
def attack(a):
    seen = [name for folder in ("/tmp", "/dev/shm") for name in os.listdir(folder)]
    seen += [hasattr(builtins, "seen"), "SEEN" in os.environ, libc.shmget(4711, 4096, 0) != -1, libc.msgget(4711, 0) != -1]
    queue = libc.mq_open(b"/seen", os.O_RDWR)
    seen.append(queue != -1)
    builtins.seen = True
    os.environ["SEEN"] = "x"
    for folder in ("/tmp", "/dev/shm"): open(folder + "/seen", "w").write("x")
    libc.shmget(4711, 4096, 0o1777)
    libc.msgget(4711, 0o1777)
    libc.mq_open(b"/seen", os.O_RDWR | os.O_CREAT, 0o777, None)
    assert not any(seen), seen
    return sorted(a)`,
    exits: ['answered'],
    answer: isRight,
  },
];

export const HOSTILE_PYTHON: readonly HostileProgram[] = [
  ...KERNEL,
  ...PROCESSES,
  ...MEMORY_AND_DISK,
  ...TIME,
  ...ANSWERS,
  ...SECRETS,
];
