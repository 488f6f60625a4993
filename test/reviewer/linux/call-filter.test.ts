/** The filters decide as they are meant to, on both architectures: their instructions are carried out here one by one. */

import { describe, expect, test } from 'vitest';
import { assembleFilter, type CallRule } from '../../../server/reviewer/sandbox/linux/bpf.ts';
import { type CallRole, callFilter } from '../../../server/reviewer/sandbox/linux/call-filter.ts';
import { type Architecture, type CallName, callNumber } from '../../../server/reviewer/sandbox/linux/call-numbers.ts';

const ARCHITECTURE_VALUE = { x64: 0xc000003e, arm64: 0xc00000b7 };
const ALLOWED = 0x7fff0000;
const KILLED = 0x80000000;
const refusedWith = (errno: number): number => 0x00050000 + errno;

/** What the kernel would do with a call: the machine of classic BPF, as far as our filters use it. */
function decide(filter: Buffer, architecture: number, call: number, args: readonly bigint[] = []): number {
  const data = Buffer.alloc(64);
  data.writeUInt32LE(call >>> 0, 0);
  data.writeUInt32LE(architecture, 4);
  for (const [index, value] of args.entries()) data.writeBigUInt64LE(BigInt.asUintN(64, value), 16 + index * 8);
  let loaded = 0;
  for (let at = 0; at * 8 < filter.length; at += 1) {
    const [code, whenTrue, whenFalse, value] = [
      filter.readUInt16LE(at * 8),
      filter.readUInt8(at * 8 + 2),
      filter.readUInt8(at * 8 + 3),
      filter.readUInt32LE(at * 8 + 4),
    ];
    if (code === 0x06) return value;
    const test = { 21: loaded === value, 37: loaded > value, 53: loaded >= value, 69: (loaded & value) !== 0 };
    if (code === 0x20) loaded = data.readUInt32LE(value);
    else if (code in test) at += test[code as keyof typeof test] ? whenTrue : whenFalse;
    else throw new Error(`unknown instruction ${code}`);
  }
  throw new Error('the filter ends without a decision');
}

describe.each<Architecture>(['x64', 'arm64'])('on %s', (architecture) => {
  const ask = (role: CallRole, name: CallName, ...args: bigint[]): number => {
    const filter = callFilter(role, architecture);
    const number = callNumber(name, architecture);
    if (filter === null || number === null) throw new Error(`no ${name}`);
    return decide(filter, ARCHITECTURE_VALUE[architecture], number, args);
  };

  test.each<CallRole>(['keeper', 'guest', 'engine'])(
    '%s: another architecture kills, and what is newer than known is absent',
    (role) => {
      const filter = callFilter(role, architecture) ?? Buffer.alloc(0);
      expect(decide(filter, 0x40000003, 0)).toBe(KILLED);
      expect(decide(filter, ARCHITECTURE_VALUE[architecture], 457)).toBe(refusedWith(38));
      expect(decide(filter, ARCHITECTURE_VALUE[architecture], 0)).toBe(ALLOWED);
      if (architecture === 'x64') expect(decide(filter, ARCHITECTURE_VALUE.x64, 0x40000000 + 39)).toBe(KILLED);
    },
  );

  test.each<CallRole>(['keeper', 'guest', 'engine'])('%s: the corners of the kernel are closed', (role) => {
    for (const name of [
      'ptrace',
      'bpf',
      'keyctl',
      'perf_event_open',
      'userfaultfd',
      'kexec_load',
      'init_module',
      'finit_module',
      'process_vm_readv',
      'process_vm_writev',
      'personality',
      'setns',
      'open_by_handle_at',
      'pidfd_getfd',
      'reboot',
      'chroot',
      'pivot_root',
      'fsopen',
      'move_mount',
      'open_tree',
    ] as const) {
      expect(ask(role, name), name).toBe(refusedWith(1));
    }
    for (const name of ['clone3', 'io_uring_setup', 'io_uring_enter', 'io_uring_register'] as const) {
      expect(ask(role, name), name).toBe(refusedWith(38));
    }
    expect(ask(role, 'ioctl', 0n, 0x5412n)).toBe(refusedWith(1));
    expect(ask(role, 'ioctl', 0n, 0x541cn)).toBe(refusedWith(1));
    // Upper bits are cut off by the kernel, so they must not hide a request.
    expect(ask(role, 'ioctl', 0n, 0xffff_0000_5412n)).toBe(refusedWith(1));
    expect(ask(role, 'ioctl', 0n, 0x5401n)).toBe(ALLOWED);
  });

  test('only the keeper makes folders and namespaces', () => {
    for (const name of ['mount', 'umount2', 'unshare'] as const) {
      expect([ask('keeper', name), ask('guest', name), ask('engine', name)]).toEqual([
        ALLOWED,
        refusedWith(1),
        refusedWith(1),
      ]);
    }
    for (const flag of [0x00020000n, 0x02000000n, 0x04000000n, 0x08000000n, 0x10000000n, 0x20000000n, 0x40000000n]) {
      expect(ask('keeper', 'clone', flag | 17n)).toBe(ALLOWED);
      expect(ask('guest', 'clone', flag | 17n)).toBe(refusedWith(1));
    }
    expect(ask('guest', 'clone', 17n)).toBe(ALLOWED);
    expect(ask('guest', 'clone', 0x3d0f00n)).toBe(ALLOWED);
  });

  test('a guest has local sockets only and limits itself only; an engine has threads and neither sockets nor processes', () => {
    expect(ask('guest', 'socket', 1n)).toBe(ALLOWED);
    for (const family of [2n, 10n, 16n, 17n, 38n, 40n]) expect(ask('guest', 'socket', family)).toBe(refusedWith(97));
    expect(ask('guest', 'prlimit64', 0n)).toBe(ALLOWED);
    expect(ask('guest', 'prlimit64', 1n)).toBe(refusedWith(1));
    expect(ask('engine', 'socket', 1n)).toBe(refusedWith(1));
    expect(ask('engine', 'clone', 17n)).toBe(refusedWith(1));
    expect(ask('engine', 'clone', 0x3d0f00n)).toBe(ALLOWED);
  });
});

test('however many rules there are, the first one that knows a call decides over it, and no other call is touched', () => {
  for (let count = 0; count <= 40; count += 1) {
    const rules = Array.from({ length: count }, (_, index): CallRule => {
      const call = (index * 37) % 101;
      if (index % 3 > 0) return { kind: 'deny', call, errno: (index % 7) + 1 };
      return { kind: 'deny_values', call, argument: 1, values: [index, 7], errno: 13 };
    });
    const again = rules.map(({ call }): CallRule => ({ kind: 'deny', call, errno: 99 }));
    const filter = assembleFilter({ architecture: 5, foreignFrom: 1_000, newest: 90, rules: [...rules, ...again] });
    for (let call = 0; call < 120; call += 1) {
      const rule = rules.find((one) => one.call === call);
      const absent = call > 90 ? refusedWith(38) : ALLOWED;
      const denied = rule?.kind === 'deny' ? refusedWith(rule.errno) : refusedWith(13);
      expect(decide(filter, 5, call, [0n, 7n]), `${call} of ${count}`).toBe(rule === undefined ? absent : denied);
      const other = rule?.kind === 'deny' ? denied : ALLOWED;
      expect(decide(filter, 5, call, [7n, 1_000n]), `${call} of ${count}`).toBe(rule === undefined ? absent : other);
    }
  }
});

test('there is no filter for other processors', () => {
  expect(callFilter('guest', 'riscv64')).toBeNull();
});
