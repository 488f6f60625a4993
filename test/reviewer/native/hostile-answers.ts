/** More hostile programs in Python: outliving their time, forging answers, and reaching for what is secret. */

import { ATTEMPT, allRefused, type HostileProgram, isRight, isWrong, SHORT } from './hostile-program.ts';

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

export const HOSTILE_TO_THE_VERDICT: readonly HostileProgram[] = [...TIME, ...ANSWERS, ...SECRETS];
