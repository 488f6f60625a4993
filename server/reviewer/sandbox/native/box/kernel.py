# The few system calls of Linux that Python has no words for.
import ctypes
import os

CLONE_NEWNS = 0x00020000
CLONE_NEWIPC = 0x08000000
CLONE_NEWUSER = 0x10000000
CLONE_NEWPID = 0x20000000
SIGCHLD = 17
MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_REMOUNT, MS_BIND, MS_REC, MS_PRIVATE = 1, 2, 4, 8, 32, 4096, 16384, 1 << 18
MNT_DETACH = 2

CLONE_CALL = {'x86_64': 56, 'aarch64': 220}[os.uname().machine]
CAPABILITY_VERSION = 0x20080522
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_SECCOMP, PR_SET_NO_NEW_PRIVS, PR_CAP_AMBIENT = 1, 4, 22, 38, 47
SECCOMP_MODE_FILTER = 2
PR_CAP_AMBIENT_CLEAR_ALL = 4

library = ctypes.CDLL(None, use_errno=True)
library.syscall.restype = ctypes.c_long


def look_up():
    """Finds the functions used below in the C library, which is else done at their first call."""
    for name in ('mount', 'prctl', 'capset', 'syscall'):
        getattr(library, name)


class Program(ctypes.Structure):
    _fields_ = [('length', ctypes.c_ushort), ('instructions', ctypes.c_char_p)]


def done(result, what):
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f'{what}: {os.strerror(number)}')
    return result


def control(option, *values):
    padded = [ctypes.c_ulong(value) for value in (*values, 0, 0, 0, 0)[:4]]
    done(library.prctl(option, *padded), f'prctl {option}')


def clone(flags):
    """Like fork, into new namespaces. The child is a copy of this one thread and must not return."""
    numbers = [ctypes.c_long(number) for number in (CLONE_CALL, flags | SIGCHLD, 0, 0, 0, 0)]
    return done(library.syscall(*numbers), 'clone')


def unshare(flags):
    done(library.unshare(flags), 'unshare')


def mount(source, target, kind, flags, options=None):
    encoded = [None if text is None else text.encode() for text in (source, target, kind, options)]
    done(library.mount(*encoded[:3], ctypes.c_ulong(flags), encoded[3]), f'mount {target}')


def unmount(target):
    done(library.umount2(target.encode(), MNT_DETACH), f'unmount {target}')


def set_dumpable(allowed):
    """A process that is not dumpable cannot be traced, and its entries in /proc are closed, for others of its own user too."""
    control(PR_SET_DUMPABLE, 1 if allowed else 0)


def die_with_parent():
    control(PR_SET_PDEATHSIG, 9)


def drop_capabilities():
    control(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL)
    header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION, 0)
    nothing = (ctypes.c_uint32 * 6)()
    done(library.capset(header, nothing), 'capset')


def filter_calls(instructions):
    control(PR_SET_NO_NEW_PRIVS, 1)
    program = Program(len(instructions) // 8, instructions)
    result = library.prctl(PR_SET_SECCOMP, ctypes.c_ulong(SECCOMP_MODE_FILTER), ctypes.byref(program), 0, 0)
    done(result, 'seccomp')
