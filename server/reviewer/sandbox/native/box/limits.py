# What a guest may use, and how much of it is in use.
import os
import resource

PAGE = resource.getpagesize()
PROCESSES = 64
OPEN_FILES = 256
STACK = 64 << 20
ADDRESSES_BEYOND_MEMORY = 1 << 30


def bound(name, soft, hard=None):
    number = getattr(resource, name)
    ceiling = resource.getrlimit(number)[1]
    hard = soft if hard is None else hard
    if ceiling != resource.RLIM_INFINITY:
        soft, hard = min(soft, ceiling), min(hard, ceiling)
    resource.setrlimit(number, (soft, hard))


def own_data_bytes():
    with open('/proc/self/statm', 'rb') as file:
        return int(file.read().split()[5]) * PAGE


def apply(seconds, memory_bytes, file_bytes, addresses):
    """`addresses`: whether the size of the address space is bound too; some interpreters reserve more than they ever use."""
    cpu = int(seconds) + 2
    bound('RLIMIT_CPU', cpu, cpu + 1)
    bound('RLIMIT_CORE', 0)
    bound('RLIMIT_FSIZE', file_bytes)
    bound('RLIMIT_NOFILE', OPEN_FILES)
    bound('RLIMIT_NPROC', PROCESSES)
    bound('RLIMIT_MEMLOCK', 0)
    bound('RLIMIT_MSGQUEUE', 0)
    bound('RLIMIT_STACK', 8 << 20, STACK)
    data = own_data_bytes() + memory_bytes
    bound('RLIMIT_DATA', data)
    if addresses:
        bound('RLIMIT_AS', data + ADDRESSES_BEYOND_MEMORY)


def private_pages(pid):
    """Pages of a process that no file backs: its own, and those it shares as memory."""
    own = shared = 0
    with open(f'/proc/{pid}/status', 'rb') as file:
        for line in file:
            if line.startswith(b'RssAnon'):
                own = int(line.split()[1]) << 10
            elif line.startswith(b'RssShmem'):
                shared = int(line.split()[1]) << 10
    return own + shared


def memory_in_use():
    """Bytes of all processes of this case but the first, which is ours."""
    total = 0
    for name in os.listdir('/proc'):
        if name.isdigit() and name != '1':
            try:
                total += private_pages(name)
            except (FileNotFoundError, ProcessLookupError):
                continue
    return total
