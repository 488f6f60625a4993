# What a guest may use, and how much of it is in use.
import os
import resource

PAGE = resource.getpagesize()
PROCESSES = 64
OPEN_FILES = 256
STACK = 64 << 20
ADDRESSES_BEYOND_MEMORY = 1 << 30


# The most that we ourselves may set. It does not change, so it is asked for once, before any case.
CEILINGS = {
    name: resource.getrlimit(getattr(resource, name))[1]
    for name in (
        'RLIMIT_CPU', 'RLIMIT_CORE', 'RLIMIT_FSIZE', 'RLIMIT_NOFILE', 'RLIMIT_NPROC', 'RLIMIT_MEMLOCK', 'RLIMIT_MSGQUEUE',
        'RLIMIT_STACK', 'RLIMIT_DATA', 'RLIMIT_AS',
    )
}


def bound(name, soft, hard=None):
    ceiling = CEILINGS[name]
    hard = soft if hard is None else hard
    if ceiling != resource.RLIM_INFINITY:
        soft, hard = min(soft, ceiling), min(hard, ceiling)
    resource.setrlimit(getattr(resource, name), (soft, hard))


def own_data_bytes():
    with open('/proc/self/statm', 'rb') as file:
        return int(file.read().split()[5]) * PAGE


def apply(seconds, data, file_bytes, addresses):
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
    bound('RLIMIT_DATA', data)
    if addresses:
        bound('RLIMIT_AS', data + ADDRESSES_BEYOND_MEMORY)


def sum_of_fields(path, names):
    with open(path, 'rb') as file:
        return sum(int(line.split()[1]) << 10 for line in file if line.startswith(names))


def private_bytes(pid):
    """Memory of a process that no file backs: its own, and what it shares as memory."""
    return sum_of_fields(f'/proc/{pid}/status', (b'RssAnon', b'RssShmem'))


def shared_out_bytes(pid):
    """The same, where each page counts only for its part by the number of processes that have it. Slow to come by."""
    return sum_of_fields(f'/proc/{pid}/smaps_rollup', (b'Pss_Anon', b'Pss_Shmem'))


def total(measure):
    found = 0
    for name in os.listdir('/proc'):
        if name.isdigit() and name != '1':
            try:
                found += measure(name)
            except (FileNotFoundError, ProcessLookupError):
                continue
    return found


def exceeds(memory_max):
    """Whether all processes of this case but the first, which is ours, have more memory than this together."""
    return total(private_bytes) > memory_max and total(shared_out_bytes) > memory_max
