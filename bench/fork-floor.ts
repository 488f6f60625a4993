/** The floors of the native tier for Python: an interpreter that has started long ago forks for each case, with and without namespaces. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { known } from '../server/kernel/assert.ts';
import type { Interpreter } from './bare-process.ts';
import { CASES, type ProgramSet } from './programs.ts';
import { type Floor, inputOf } from './reviewer-sides.ts';

/** Fresh state, but nothing that keeps it in. */
const BARE_FORK = `
import os
begin = os.fork
`;

/**
 * What a machine asks for a case that neither meets another nor leaves anything: a fork that is first in new namespaces of processes, mounts
 * and messages, with its own view of itself and its own temporary folders. No watch, no filter, no limits, no other user.
 */
const FORK_APART = `
import ctypes, os
library = ctypes.CDLL(None, use_errno=True)
call = {'x86_64': 56, 'aarch64': 220}[os.uname().machine]
fresh = 0x00020000 | 0x08000000 | 0x20000000
def must(result):
    if result < 0: raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result
def mount(kind, target, flags, options):
    must(library.mount(kind, target, kind, ctypes.c_ulong(flags), options))
if os.getuid() != 0:
    inside = (os.getuid(), os.getgid())
    must(library.unshare(0x10000000))
    for path, text in (('setgroups', 'deny'), ('uid_map', f'0 {inside[0]} 1'), ('gid_map', f'0 {inside[1]} 1')):
        with open('/proc/self/' + path, 'w') as file: file.write(text)
def begin():
    child = must(library.syscall(*(ctypes.c_long(number) for number in (call, fresh | 17, 0, 0, 0, 0))))
    if child == 0:
        mount(b'none', b'/', 16384 | 262144, None)
        mount(b'proc', b'/proc', 14, b'hidepid=invisible,subset=pid')
        mount(b'tmpfs', b'/tmp', 6, b'size=67108864,mode=0700')
        mount(b'tmpfs', b'/dev/shm', 6, b'size=67108864,mode=0700')
    return child
`;

/** Runs every case in a copy of the same interpreter, one after the other; `begin` says how a copy begins. */
const CASES_IN_TURN = `
import json, sys, tempfile
for line in sys.stdin:
    given = json.loads(line)
    code = compile(given['source'], 'solution.py', 'exec')
    right = 0
    for case in given['cases']:
        with tempfile.TemporaryFile() as file:
            file.write(case['stdin'].encode())
            file.seek(0)
            reader, writer = os.pipe()
            child = begin()
            if child == 0:
                os.dup2(file.fileno(), 0)
                os.dup2(writer, 1)
                os.close(reader)
                os.close(writer)
                sys.stdin, sys.argv = open(0, closefd=False), ['solution.py', *case['argv']]
                try:
                    exec(code, {'__name__': '__main__'})
                except SystemExit:
                    pass
                sys.stdout.flush()
                os._exit(0)
            os.close(writer)
            with open(reader) as pipe:
                right += pipe.read().split() == case['expected'].split()
            os.waitpid(child, 0)
    print(right, flush=True)
`;

const BEGINNINGS = { bare: BARE_FORK, apart: FORK_APART } as const;

export function startForks(
  { name, deliveries }: ProgramSet,
  { command, flags }: Interpreter,
  kind: keyof typeof BEGINNINGS,
): Floor {
  const child = spawn(command, [...flags, '-c', BEGINNINGS[kind] + CASES_IN_TURN], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    perSecond: async (count) => {
      const startedAt = performance.now();
      for (let index = 0; index < count; index += 1) {
        child.stdin.write(`${inputOf(known(deliveries[index % deliveries.length], name))}\n`);
        const { value } = await lines.next();
        if (Number(value) !== CASES) throw new Error(`${name}: forks got ${String(value)} right`);
      }
      return (count * 1_000) / (performance.now() - startedAt);
    },
    close: async () => {
      child.stdin.end();
      await once(child, 'close');
    },
  };
}
