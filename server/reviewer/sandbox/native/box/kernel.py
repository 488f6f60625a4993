# The few system calls of Linux that Python has no words for. They go through the half of ctypes that is written in C: to load the other half
# takes half as long as to start Python.
import _ctypes
import os
import struct

CLONE_NEWNS = 0x00020000
CLONE_NEWIPC = 0x08000000
CLONE_NEWUSER = 0x10000000
CLONE_NEWPID = 0x20000000
SIGCHLD = 17
MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_REMOUNT, MS_BIND, MS_REC, MS_PRIVATE = 1, 2, 4, 8, 32, 4096, 16384, 1 << 18

CLONE_CALL = {'x86_64': 56, 'aarch64': 220}[os.uname().machine]
CAPABILITY_VERSION = 0x20080522
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_SECCOMP, PR_SET_NO_NEW_PRIVS, PR_CAP_AMBIENT = 1, 4, 22, 38, 47
SECCOMP_MODE_FILTER = 2
PR_CAP_AMBIENT_CLEAR_ALL = 4


class Number(_ctypes._SimpleCData):
    _type_ = 'l'


class Result(_ctypes._SimpleCData):
    _type_ = 'i'


class Text(_ctypes._SimpleCData):
    _type_ = 'z'


class Byte(_ctypes._SimpleCData):
    _type_ = 'b'


class Function(_ctypes.CFuncPtr):
    _flags_ = _ctypes.FUNCFLAG_CDECL | _ctypes.FUNCFLAG_USE_ERRNO
    _restype_ = Result


LIBRARY = _ctypes.dlopen(None, os.RTLD_NOW)


def function(name, *kinds):
    found = Function(_ctypes.dlsym(LIBRARY, name))
    found.argtypes = kinds
    return found


call_system = function('syscall', *[Number] * 6)
call_prctl = function('prctl', *[Number] * 5)
call_capset = function('capset', Text, Text)
call_unshare = function('unshare', Number)
call_mount = function('mount', Text, Text, Text, Number, Text)


def done(result, what):
    if result < 0:
        number = _ctypes.get_errno()
        raise OSError(number, f'{what}: {os.strerror(number)}')
    return result


def control(option, first=0, second=0):
    done(call_prctl(option, first, second, 0, 0), f'prctl {option}')


def clone(flags):
    """Like fork, into new namespaces. The child is a copy of this one thread and must not return."""
    return done(call_system(CLONE_CALL, flags | SIGCHLD, 0, 0, 0, 0), 'clone')


def unshare(flags):
    done(call_unshare(flags), 'unshare')


def mount(source, target, kind, flags, options=None):
    encoded = [None if text is None else text.encode() for text in (source, target, kind, options)]
    done(call_mount(*encoded[:3], flags, encoded[3]), f'mount {target}')


def set_dumpable(allowed):
    """A process that is not dumpable cannot be traced, and its entries in /proc are closed, for others of its own user too."""
    control(PR_SET_DUMPABLE, 1 if allowed else 0)


def die_with_parent():
    control(PR_SET_PDEATHSIG, 9)


def drop_capabilities():
    control(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL)
    done(call_capset(struct.pack('Ii', CAPABILITY_VERSION, 0), bytes(24)), 'capset')


def filter_calls(instructions):
    control(PR_SET_NO_NEW_PRIVS, 1)
    code = bytearray(instructions)
    program = bytearray(struct.pack('H6xQ', len(code) // 8, _ctypes.addressof(Byte.from_buffer(code))))
    control(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, _ctypes.addressof(Byte.from_buffer(program)))
