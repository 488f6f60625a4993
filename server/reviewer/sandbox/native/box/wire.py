# The frames between the box and the reviewer: a length of four bytes, then the body.
import json
import os
import struct

READY, UNAVAILABLE, BUILT, OUTCOME = 1, 2, 3, 4
ENDED, OUT_OF_TIME, OUT_OF_MEMORY, TOO_MUCH_OUTPUT = 0, 1, 2, 3


def read_exactly(size):
    chunks = []
    while size > 0:
        chunk = os.read(0, min(size, 1 << 20))
        if not chunk:
            # Nobody is there any more: the first process of the box ends too when this one did not end well.
            os._exit(3)
        chunks.append(chunk)
        size -= len(chunk)
    return b''.join(chunks)


def read_message():
    return json.loads(read_exactly(struct.unpack('<I', read_exactly(4))[0]))


def write_all(fd, data):
    view = memoryview(data)
    while view:
        view = view[os.write(fd, view):]


def send(kind, body=b''):
    write_all(1, struct.pack('<IB', len(body) + 1, kind) + body)


def packed_outcome(how, status, seconds, parts):
    """`status` is an exit status, or a signal as a negative number."""
    header = struct.pack('<Bid', how, status, seconds * 1000) + struct.pack(f'<{len(parts)}I', *map(len, parts))
    return header + b''.join(parts)


def packed_files(files):
    pieces = []
    for path, content in files:
        pieces += [struct.pack('<II', len(path), len(content)), path, content]
    return b''.join(pieces)
