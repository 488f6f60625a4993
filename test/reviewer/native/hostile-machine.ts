/**
 * Hostile programs in Python for the native tier. `attack(a)` stands in a program whose `solve(a, evil)` calls it, or gives
 * back the sorted list: so the same box runs an honest case right after.
 */

import { ATTEMPT, allFailed, allRefused, type HostileProgram, isRight, SHORT, SYSCALLS } from './hostile-program.ts';

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
import os
def attack(a):
    heard, written = os.pipe()
    if os.fork() == 0:
        while True:
            for fd in (1, 2, 4):
                try: os.write(fd, b"A[0]" * 1000)
                except OSError: pass
            os.write(written, b"x")
    # A busy machine may be late with the other process: without a word of its own nothing is attacked.
    os.read(heard, 1)
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

export const HOSTILE_TO_THE_MACHINE: readonly HostileProgram[] = [...KERNEL, ...PROCESSES, ...MEMORY_AND_DISK];
