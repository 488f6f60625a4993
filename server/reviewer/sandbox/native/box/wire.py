# The frames between the box and the reviewer: a length of four bytes, then the body.
import os
import struct

READY, UNAVAILABLE, BUILT, OUTCOME = 1, 2, 3, 4
ENDED, OUT_OF_TIME, OUT_OF_MEMORY, TOO_MUCH_OUTPUT = 0, 1, 2, 3

# Set aside by `take_over`: what a package prints while it is imported must not be taken for a word of ours.
INPUT, OUTPUT = 3, 4


def take_over():
    os.closerange(3, 1 << 20)
    os.dup2(0, INPUT, inheritable=False)
    os.dup2(1, OUTPUT, inheritable=False)
    os.dup2(2, 1)
    os.dup2(os.open('/dev/null', os.O_RDONLY | os.O_CLOEXEC), 0)


class Reading:
    """What the reader of JSON asks for."""
    strict = True
    object_hook = object_pairs_hook = None
    parse_float, parse_int, parse_constant = float, int, float


def reader():
    """
    The half of Python's json that is written in C: the other half takes half as long to load as Python itself. Where that half is not
    as we know it, all of it is loaded.
    """
    try:
        import _json
        scan = _json.make_scanner(Reading)
        scan('{}', 0)
        return lambda text: scan(text, 0)[0]
    except (ImportError, AttributeError, TypeError):
        import json
        return json.loads


value_of = reader()


def read_exactly(size):
    chunks = []
    while size > 0:
        chunk = os.read(INPUT, min(size, 1 << 20))
        if not chunk:
            # Nobody is there any more: the first process of the box ends too when this one did not end well.
            os._exit(3)
        chunks.append(chunk)
        size -= len(chunk)
    return b''.join(chunks)


def read_message():
    return value_of(read_exactly(struct.unpack('<I', read_exactly(4))[0]).decode('utf-8', 'surrogatepass'))


def write_all(fd, data):
    view = memoryview(data)
    while view:
        view = view[os.write(fd, view):]


def send(kind, body=b''):
    write_all(OUTPUT, struct.pack('<IB', len(body) + 1, kind) + body)


def packed_outcome(how, status, seconds, parts):
    """`status` is an exit status, or a signal as a negative number."""
    header = struct.pack('<Bid', how, status, seconds * 1000) + struct.pack(f'<{len(parts)}I', *map(len, parts))
    return header + b''.join(parts)


def packed_files(files):
    pieces = []
    for path, content in files:
        pieces += [struct.pack('<II', len(path), len(content)), path, content]
    return b''.join(pieces)
