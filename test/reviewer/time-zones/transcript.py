# What a Python says about a zone at telling moments, as one short hash. Run by CPython it writes the expected hashes:
#   python3 transcript.py /usr/share/zoneinfo > expected.json
# (a Python from 3.9 on, and the database that `time-zones.bin` was packed from). Run in the sandbox it must give the same.
import hashlib
import json
import struct
from datetime import datetime, time, timedelta, timezone
from zoneinfo import TZPATH, ZoneInfo, available_timezones, reset_tzpath

EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
AROUND = (-3601, -3600, -1, 0, 1, 1799, 3600, 7200)
# Before all tables, and after them, where the rule at the end of a file holds.
FAR = [datetime(year, month, 27, 1, 30, tzinfo=timezone.utc) for year in (1, 1850, 1899, 2038, 2061, 2400, 9998) for month in (2, 7)]
# Days on which rules of Europe, America, the south and Iran change the clock, long after 2037.
RULED = [datetime(2044, month, day) for month, day in ((3, 13), (3, 27), (4, 3), (10, 2), (10, 30), (11, 6), (9, 4), (9, 25), (4, 29))]


def changes(name):
    """Up to twelve instants at which the zone changes, spread over its table."""
    with open(f'{TZPATH[0]}/{name}', 'rb') as file:
        text = file.read()
    skip = struct.unpack('>6l', text[20:44])
    second = 44 + skip[3] * 5 + skip[4] * 6 + skip[5] + skip[2] * 8 + skip[0] + skip[1]
    times = struct.unpack('>6l', text[second + 20:second + 44])[3]
    instants = struct.unpack(f'>{times}q', text[second + 44:second + 44 + 8 * times])
    return instants[::max(1, times // 12)] + instants[-1:]


def say(moment):
    return (str(moment.replace(tzinfo=None)), moment.fold, moment.tzname(), str(moment.dst()), str(moment.utcoffset()))


def lines(name):
    zone = ZoneInfo(name)
    yield str(zone), repr(zone), zone.key, str(time(3, tzinfo=zone).utcoffset())
    for instant in changes(name):
        for seconds in AROUND:
            if abs(instant) < 60_000_000_000:
                moment = (EPOCH + timedelta(seconds=instant + seconds)).astimezone(zone)
                yield say(moment)
                yield say(moment.replace(fold=1 - moment.fold))
    for moment in FAR:
        yield say(moment.astimezone(zone))
        yield say(moment.replace(tzinfo=zone))
    for day in RULED:
        for minutes in (-1, 30, 60, 90, 120, 150, 180):
            for fold in (0, 1):
                yield say((day + timedelta(minutes=minutes)).replace(fold=fold, tzinfo=zone))


def solve(names):
    return {name: hashlib.sha256(repr(list(lines(name))).encode()).hexdigest()[:8] for name in names}


def all_names():
    return sorted(available_timezones())


if __name__ == '__main__':
    import sys
    reset_tzpath([sys.argv[1]])
    TZPATH = (sys.argv[1],)
    print(json.dumps(solve([name for name in all_names() if name not in ('localtime', 'posixrules')]), indent=0))
