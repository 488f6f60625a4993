/** Attacks on the Python guest: escapes, floods, spins, spoofs and crashes. */

import type { Attack } from './attack.ts';

export const PYTHON_ATTACKS: readonly Attack[] = [
  {
    name: 'honest with noise on standard output',
    source: 'def solve(a):\n    print("noise" * 100)\n    return sorted(a)',
    expected: ['answered'],
    answer: 'right',
  },
  {
    name: 'syntax error',
    source: 'def solve(a:\n    return a',
    expected: ['compile_error'],
  },
  {
    name: 'loop that swallows everything',
    source:
      'def solve(a):\n    while True:\n        try:\n            while True: pass\n        except BaseException: pass',
    expected: ['time_limit'],
  },
  {
    name: 'loop inside finally',
    source: 'def solve(a):\n    while True:\n        try:\n            1 / 0\n        finally:\n            continue',
    expected: ['time_limit'],
  },
  {
    name: 'loop while importing',
    source: 'while True: pass',
    expected: ['time_limit'],
  },
  {
    name: 'one C call that never polls',
    source: 'def solve(a):\n    return sum(range(10**13))',
    expected: ['time_limit'],
  },
  {
    name: 'huge power',
    source: 'def solve(a):\n    return (3 ** (10 ** 9)) % 7',
    expected: ['time_limit', 'memory_limit', 'exception'],
  },
  {
    name: 'regular expression that backtracks for ever',
    source: 'import re\ndef solve(a):\n    return bool(re.match(r"(a+)+$", "a" * 60 + "b"))',
    expected: ['time_limit'],
  },
  {
    name: 'sleep passes virtual time only',
    source: 'import time\ndef solve(a):\n    time.sleep(10**6)\n    return sorted(a)',
    expected: ['answered'],
    answer: 'right',
  },
  {
    name: 'fork bomb',
    source: 'import os\ndef solve(a):\n    while True: os.fork()',
    expected: ['exception'],
  },
  {
    name: 'shell through subprocess',
    source:
      'import subprocess\ndef solve(a):\n    return subprocess.run(["cat", "@CANARY_FILE@"], capture_output=True).stdout.decode()',
    expected: ['exception'],
  },
  {
    name: 'shell through os.system',
    source: 'import os\ndef solve(a):\n    return os.system("cat @CANARY_FILE@")',
    expected: ['answered', 'exception'],
    answer: 'wrong',
  },
  {
    name: 'memory bomb that catches MemoryError',
    source:
      'def solve(a):\n    kept = []\n    while True:\n        try:\n            kept.append(bytearray(10**6))\n        except MemoryError: pass',
    expected: ['time_limit', 'memory_limit'],
  },
  {
    name: 'one huge allocation',
    source: 'def solve(a):\n    return len(bytearray(10**10))',
    expected: ['memory_limit', 'exception'],
  },
  {
    name: 'doubling text',
    source: 'def solve(a):\n    text = "x"\n    while True: text += text',
    expected: ['memory_limit'],
  },
  {
    name: 'flood of standard error',
    source: 'import sys\ndef solve(a):\n    while True: sys.stderr.write("x" * 10000)',
    expected: ['output_limit'],
  },
  {
    name: 'answer of fifty megabytes',
    source: 'def solve(a):\n    return "x" * 50_000_000',
    expected: ['output_limit', 'memory_limit'],
  },
  {
    name: 'Python recursion',
    source: 'def solve(a):\n    return solve(a)',
    expected: ['exception'],
  },
  {
    name: 'recursion without limit',
    source: 'import sys\ndef solve(a):\n    sys.setrecursionlimit(10**9)\n    return solve(a)',
    expected: ['exception', 'memory_limit', 'crashed', 'time_limit'],
  },
  {
    name: 'recursion of the C stack',
    source: 'def solve(a):\n    nested = []\n    for _ in range(10**5): nested = [nested]\n    return repr(nested)',
    expected: ['exception', 'crashed', 'memory_limit', 'time_limit'],
  },
  {
    name: 'answer of a hundred thousand levels',
    source: 'def solve(a):\n    nested = []\n    for _ in range(10**5): nested = [nested]\n    return nested',
    expected: ['bad_answer', 'crashed'],
  },
  {
    name: 'nesting for the parser',
    source: `x = ${'('.repeat(5_000)}${')'.repeat(5_000)}`,
    expected: ['compile_error', 'crashed'],
  },
  {
    name: 'decompression bomb',
    source:
      'import zlib\ndef solve(a):\n    packed = zlib.compress(b"0" * 10**6)\n    return len(b"".join(zlib.decompress(packed) for _ in range(10**4)))',
    expected: ['memory_limit', 'time_limit'],
  },
  {
    name: 'half a surrogate pair',
    source: 'def solve(a):\n    return "\\ud800"',
    expected: ['bad_answer'],
  },
  {
    name: 'NaN',
    source: 'def solve(a):\n    return [float("nan")]',
    expected: ['bad_answer'],
  },
  {
    name: 'key given twice after conversion',
    source: 'def solve(a):\n    return {1: 1, "1": 2}',
    expected: ['bad_answer'],
  },
  {
    name: 'terminal escapes on standard output',
    source: 'def solve(a):\n    print("\\x1b[2J\\x00\\x07")\n    return sorted(a)',
    expected: ['answered'],
    answer: 'right',
  },
  {
    name: 'object equal to everything',
    source: 'class Always(list):\n    def __eq__(self, other): return True\ndef solve(a):\n    return Always([0])',
    expected: ['answered'],
    answer: 'wrong',
  },
  {
    name: 'patched JSON encoder',
    source:
      'import json\ndef solve(a):\n    json.dumps = json.JSONEncoder.encode = lambda *rest: "[1,2,3]"\n    json.encoder.c_make_encoder = None\n    return 0',
    expected: ['answered', 'bad_answer'],
    answer: 'wrong',
  },
];
