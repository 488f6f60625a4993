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
library.syscall.argtypes = [ctypes.c_long] * 6
library.prctl.argtypes = [ctypes.c_int] + [ctypes.c_ulong] * 4
library.mount.argtypes = [ctypes.c_char_p] * 3 + [ctypes.c_ulong, ctypes.c_char_p]
library.capset.argtypes = [ctypes.c_void_p] * 2

CAPABILITY_HEADER = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION, 0)
NO_CAPABILITIES = (ctypes.c_uint32 * 6)()


class Program(ctypes.Structure):
    _fields_ = [('length', ctypes.c_ushort), ('instructions', ctypes.c_char_p)]


def done(result, what):
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f'{what}: {os.strerror(number)}')
    return result


def control(option, first=0, second=0):
    done(library.prctl(option, first, second, 0, 0), f'prctl {option}')


def clone(flags):
    """Like fork, into new namespaces. The child is a copy of this one thread and must not return."""
    return done(library.syscall(CLONE_CALL, flags | SIGCHLD, 0, 0, 0, 0), 'clone')


def unshare(flags):
    done(library.unshare(flags), 'unshare')


def mount(source, target, kind, flags, options=None):
    encoded = [None if text is None else text.encode() for text in (source, target, kind, options)]
    done(library.mount(*encoded[:3], flags, encoded[3]), f'mount {target}')


def unmount(target):
    done(library.umount2(target.encode(), MNT_DETACH), f'unmount {target}')


def set_dumpable(allowed):
    """A process that is not dumpable cannot be traced, and its entries in /proc are closed, for others of its own user too."""
    control(PR_SET_DUMPABLE, 1 if allowed else 0)


def die_with_parent():
    control(PR_SET_PDEATHSIG, 9)


def drop_capabilities():
    control(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL)
    done(library.capset(ctypes.addressof(CAPABILITY_HEADER), ctypes.addressof(NO_CAPABILITIES)), 'capset')


def filter_calls(instructions):
    control(PR_SET_NO_NEW_PRIVS, 1)
    program = Program(len(instructions) // 8, instructions)
    control(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.addressof(program))
