/** Which system calls the processes inside a box may make: one filter for each role that a process has there. */

import { assembleFilter, type CallRule } from './bpf.ts';
import { type Architecture, type CallName, callNumber } from './call-numbers.ts';

const EPERM = 1;
const ENOSYS = 38;
const EAFNOSUPPORT = 97;

/** Every `CLONE_NEW…` flag that fits in the flags of `clone`. */
const NEW_NAMESPACES = 0x7e020000;
const CLONE_THREAD = 0x00010000;
const AF_UNIX = 1;
/** Terminal requests that put characters into the input of whoever started us. */
const TERMINAL_INPUT = [0x5412, 0x541c];
/** `futex_requeue`: whatever is newer has not been judged yet, and does not exist for a program. */
const NEWEST_KNOWN = 456;
const ARCHITECTURES: Readonly<Record<Architecture, { readonly value: number; readonly foreignFrom: number | null }>> = {
  // From 2^30 on: the same calls under 32-bit pointers (x32).
  x64: { value: 0xc000003e, foreignFrom: 0x40000000 },
  arm64: { value: 0xc00000b7, foreignFrom: null },
};

/** Nobody in a box needs these: they reach the kernel's rarely walked corners, its other guests, or other processes. */
const NEVER: readonly CallName[] = [
  ...(['acct', 'add_key', 'adjtimex', 'bpf', 'chroot', 'clock_adjtime', 'clock_settime', 'create_module'] as const),
  ...(['delete_module', 'fanotify_init', 'fanotify_mark', 'finit_module', 'fsconfig', 'fsmount', 'fsopen'] as const),
  ...(['fspick', 'get_mempolicy', 'init_module', 'ioperm', 'iopl', 'ioprio_set', 'kcmp', 'kexec_file_load'] as const),
  ...(['kexec_load', 'keyctl', 'lookup_dcookie', 'mbind', 'memfd_secret', 'migrate_pages', 'modify_ldt'] as const),
  ...(['mount_setattr', 'move_mount', 'move_pages', 'name_to_handle_at', 'nfsservctl', 'open_by_handle_at'] as const),
  ...(['open_tree', 'perf_event_open', 'personality', 'pidfd_getfd', 'pivot_root', 'process_madvise'] as const),
  ...(['process_mrelease', 'process_vm_readv', 'process_vm_writev', 'ptrace', 'quotactl', 'quotactl_fd'] as const),
  ...(['reboot', 'remap_file_pages', 'request_key', 'sched_setaffinity', 'sched_setattr', 'sched_setparam'] as const),
  ...(['sched_setscheduler', 'set_mempolicy', 'set_mempolicy_home_node', 'setdomainname', 'sethostname'] as const),
  ...(['setns', 'setpriority', 'settimeofday', 'swapoff', 'swapon', 'sysfs', 'syslog', 'uselib'] as const),
  ...(['userfaultfd', 'ustat', 'vhangup', 'vmsplice'] as const),
];
/** Answered as on a kernel without them, so that libraries take their older way. */
const ABSENT: readonly CallName[] = ['clone3', 'io_uring_setup', 'io_uring_enter', 'io_uring_register'];

/**
 * `keeper`: our own code in a box, which makes the folders and namespaces of each case. `guest`: a delivered program.
 * `engine`: the child of the embedded tier, which never makes a process or a socket.
 */
export type CallRole = 'keeper' | 'guest' | 'engine';

function rulesFor(role: CallRole, architecture: Architecture): CallRule[] {
  const number = (name: CallName): number[] => {
    const found = callNumber(name, architecture);
    return found === null ? [] : [found];
  };
  const denied = (names: readonly CallName[], errno: number): CallRule[] =>
    names.flatMap(number).map((call) => ({ kind: 'deny', call, errno }));
  const common: CallRule[] = [
    ...denied(NEVER, EPERM),
    ...denied(ABSENT, ENOSYS),
    ...number('ioctl').map(
      (call): CallRule => ({ kind: 'deny_values', call, argument: 1, values: TERMINAL_INPUT, errno: EPERM }),
    ),
  ];
  if (role === 'keeper') return common;
  const closed: CallRule[] = [
    ...common,
    ...denied(['mount', 'umount2', 'unshare'], EPERM),
    // Limits of another process would be a way to end the one that watches.
    ...number('prlimit64').map(
      (call): CallRule => ({ kind: 'need_values', call, argument: 0, values: [0], errno: EPERM }),
    ),
  ];
  const clone = number('clone');
  if (role === 'guest') {
    const socket = { kind: 'need_values', argument: 0, values: [AF_UNIX], errno: EAFNOSUPPORT } as const;
    return [
      ...closed,
      ...clone.map((call): CallRule => ({ kind: 'deny_bits', call, argument: 0, mask: NEW_NAMESPACES, errno: EPERM })),
      ...number('socket').map((call): CallRule => ({ ...socket, call })),
    ];
  }
  return [
    ...closed,
    ...denied(['socket'], EPERM),
    ...clone.map((call): CallRule => ({ kind: 'need_bits', call, argument: 0, mask: CLONE_THREAD, errno: EPERM })),
  ];
}

/** The filter of a role as bytes, or null: there is none for this architecture. */
export function callFilter(role: CallRole, architecture: string = process.arch): Buffer | null {
  if (architecture !== 'x64' && architecture !== 'arm64') return null;
  const { value, foreignFrom } = ARCHITECTURES[architecture];
  const rules = rulesFor(role, architecture);
  return assembleFilter({ architecture: value, foreignFrom, newest: NEWEST_KNOWN, rules });
}
