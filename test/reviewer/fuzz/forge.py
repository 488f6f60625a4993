# Runs code objects that no compiler made: `SEED` and `KIND`, put before this text, say which.
import marshal, random


def work(a, b=3, *rest, c=None, **named):
    total = 0
    for n in range(b):
        try:
            total += sum(x * x for x in a if x != n) // (n or 1)
        except ZeroDivisionError as trouble:
            total -= len(str(trouble))
        finally:
            c = [total, c]
    with memoryview(bytearray(8)) as view:
        view[0] = total & 0xFF
    match rest:
        case [first, *others]: total += first
        case _: total += 1
    inner = lambda y, z=total: (yield y + z)
    return f"{total:>5}{next(inner(1))}{named}", {*a}, {str(k): v for k, v in enumerate(a)}


def changed(chance, code):
    raw = bytearray(code.co_code)
    if KIND == "noise":
        return code.replace(co_code=chance.randbytes(2 * chance.randrange(4, 80)), co_stacksize=chance.randrange(0, 60))
    if KIND == "flips":
        for _ in range(chance.randrange(1, 6)): raw[chance.randrange(len(raw))] = chance.randrange(256)
        return code.replace(co_code=bytes(raw))
    if KIND == "order":
        words = [raw[at:at + 2] for at in range(0, len(raw), 2)]
        at = chance.randrange(len(words) - 8)
        part = words[at:at + 8]
        chance.shuffle(part)
        words[at:at + 8] = part
        return code.replace(co_code=bytes(b"".join(words)))
    if KIND == "constants":
        return code.replace(co_consts=code.co_consts[:chance.randrange(3)] + (chance.randbytes(4),) * chance.randrange(3), co_names=code.co_names[:chance.randrange(2)])
    if KIND == "frame":
        return code.replace(co_stacksize=chance.choice([0, 1, 2, 10_000]), co_nlocals=code.co_nlocals, co_flags=chance.randrange(1 << 12), co_exceptiontable=chance.randbytes(chance.randrange(40)))
    packed = bytearray(marshal.dumps(code))
    for _ in range(chance.randrange(1, 4)): packed[chance.randrange(8, len(packed))] = chance.randrange(256)
    return marshal.loads(bytes(packed))


def solve(a):
    chance = random.Random(SEED)
    for _ in range(3):
        try:
            work.__code__ = changed(chance, work.__code__)
            work(a, c=1, x=2)
        except (ValueError, TypeError, SystemError, EOFError, AttributeError, NameError, IndexError, KeyError):
            pass
    return 0
