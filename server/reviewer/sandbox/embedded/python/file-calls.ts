/** The system calls of the guest that concern files: all of them end in the in-memory tree. */

import {
  type FileFault,
  find,
  hold,
  makeFolder,
  type Node,
  openNode,
  pathNames,
  removeNode,
  renameFile,
  resizeFile,
} from '../memory-files.ts';
import { ANSWER_FD, clockStartMs, ERRNO, type Guest, memoryBytes, OPEN_FILES_MAX, readText, view } from './guest.ts';

const FILE_MODE = 0o100444;
const FILE_MODE_WRITABLE = 0o100644;
const FOLDER_MODE = 0o40555;
const FOLDER_MODE_WRITABLE = 0o40755;
const PIPE_MODE = 0o10666;
const STAT_BYTES = 96;
const ENTRY_BYTES = 280;
const REMOVE_FOLDER = 0x200;

const FLAG = { writeOnly: 1, readWrite: 2, create: 0o100, exclusive: 0o200, truncate: 0o1000, append: 0o2000 };

type Names = string[] | FileFault;

/** The negative error number that a system call answers with; 0 for no fault. */
function answer(fault: FileFault | undefined): number {
  return fault === undefined ? 0 : -ERRNO[fault];
}

/** The path at `pointer`, relative to the folder open as `folderFd` or else to the working folder. */
function pathAt(guest: Guest, folderFd: number, pointer: number): Names {
  const opened = guest.state.open.get(folderFd);
  const base = opened === undefined ? guest.state.folder : `/${opened.path.join('/')}`;
  return pathNames(base, readText(guest, pointer));
}

function writeStat(guest: Guest, pointer: number, mode: number, size: number, id: number): number {
  memoryBytes(guest, pointer, STAT_BYTES).fill(0);
  const memory = view(guest);
  memory.setUint32(pointer, 1, true);
  memory.setUint32(pointer + 4, mode, true);
  memory.setUint32(pointer + 8, 1, true);
  memory.setBigInt64(pointer + 24, BigInt(size), true);
  memory.setInt32(pointer + 32, 4_096, true);
  memory.setInt32(pointer + 36, Math.ceil(size / 512), true);
  for (const offset of [40, 56, 72]) memory.setBigInt64(pointer + offset, BigInt(clockStartMs() / 1_000), true);
  memory.setBigInt64(pointer + 88, BigInt(id), true);
  return 0;
}

function statNode(guest: Guest, pointer: number, node: Node | FileFault): number {
  if (typeof node === 'string') return answer(node);
  if (node.kind === 'file') {
    return writeStat(guest, pointer, node.writable ? FILE_MODE_WRITABLE : FILE_MODE, node.size, node.id);
  }
  return writeStat(guest, pointer, node.writable ? FOLDER_MODE_WRITABLE : FOLDER_MODE, 4_096, node.id);
}

function open(guest: Guest, path: Names, flags: number): number {
  const { state } = guest;
  if (typeof path === 'string') return answer(path);
  if (state.open.size >= OPEN_FILES_MAX) return -ERRNO.EMFILE;
  const writable = (flags & (FLAG.writeOnly | FLAG.readWrite)) !== 0;
  const node = openNode(state.tree, path, {
    write: writable,
    create: (flags & FLAG.create) !== 0,
    exclusive: (flags & FLAG.exclusive) !== 0,
    truncate: (flags & FLAG.truncate) !== 0,
  });
  if (typeof node === 'string') return answer(node);
  const fd = state.nextFd;
  state.nextFd += 1;
  const readable = (flags & FLAG.writeOnly) === 0;
  hold(node);
  state.open.set(fd, { node, path, append: (flags & FLAG.append) !== 0, readable, writable, position: 0 });
  return fd;
}

/** Writes directory entries from the open folder's position on; the position counts entries. */
function listFolder(guest: Guest, fd: number, pointer: number, capacity: number): number {
  const opened = guest.state.open.get(fd);
  if (opened === undefined) return -ERRNO.EBADF;
  if (opened.node.kind !== 'folder') return -ERRNO.ENOTDIR;
  const names = ['.', '..', ...opened.node.entries.keys()];
  guest.state.meter.tick(names.length);
  let written = 0;
  while (opened.position < names.length && written + ENTRY_BYTES <= capacity) {
    const name = Buffer.from(names[opened.position] ?? '').subarray(0, 255);
    const entry = pointer + written;
    opened.position += 1;
    memoryBytes(guest, entry, ENTRY_BYTES).fill(0);
    const memory = view(guest);
    memory.setBigInt64(entry, BigInt(opened.position), true);
    memory.setBigInt64(entry + 8, BigInt(opened.position), true);
    memory.setInt16(entry + 16, ENTRY_BYTES, true);
    memoryBytes(guest, entry + 19, name.length).set(name);
    written += ENTRY_BYTES;
  }
  return written;
}

function workingFolder(guest: Guest, pointer: number, capacity: number): number {
  const path = Buffer.from(`${guest.state.folder}\0`);
  if (path.length > capacity) return -ERRNO.EINVAL;
  memoryBytes(guest, pointer, path.length).set(path);
  return path.length;
}

function changeFolder(guest: Guest, names: Names): number {
  const node = find(guest.state.tree, names);
  if (typeof node === 'string') return answer(node);
  if (node.kind !== 'folder' || typeof names === 'string') return -ERRNO.ENOTDIR;
  guest.state.folder = `/${names.join('/')}`;
  return 0;
}

/** Succeeds without effect on a node the program may change: modes and times are not kept. */
function touch(guest: Guest, names: Names): number {
  const node = find(guest.state.tree, names);
  if (typeof node === 'string') return answer(node);
  return node.writable ? 0 : -ERRNO.EROFS;
}

function truncate(guest: Guest, node: Node | FileFault | undefined, size: bigint): number {
  if (node === undefined) return -ERRNO.EBADF;
  if (typeof node === 'string') return answer(node);
  return node.kind === 'file' ? answer(resizeFile(guest.state.tree, node, Number(size))) : -ERRNO.EISDIR;
}

export function fileCalls(guest: Guest): Record<string, (...numbers: never[]) => number> {
  const at = (fd: number, path: number): Names => pathAt(guest, fd, path);
  const here = (path: number): Names => pathAt(guest, -1, path);
  const stat = (path: number, to: number): number => statNode(guest, to, find(guest.state.tree, here(path)));
  return {
    __syscall_openat: (fd: number, path: number, flags: number) => open(guest, at(fd, path), flags),
    __syscall_stat64: stat,
    __syscall_lstat64: stat,
    __syscall_newfstatat: (fd: number, path: number, to: number) =>
      statNode(guest, to, find(guest.state.tree, at(fd, path))),
    __syscall_fstat64: (fd: number, to: number) => {
      if (fd >= 0 && fd <= ANSWER_FD) return writeStat(guest, to, PIPE_MODE, 0, 0);
      return statNode(guest, to, guest.state.open.get(fd)?.node ?? 'EBADF');
    },
    __syscall_faccessat: (fd: number, path: number, mode: number) => {
      const node = find(guest.state.tree, at(fd, path));
      if (typeof node === 'string') return answer(node);
      return (mode & 2) !== 0 && !node.writable ? -ERRNO.EROFS : 0;
    },
    __syscall_getcwd: (to: number, capacity: number) => workingFolder(guest, to, capacity),
    __syscall_chdir: (path: number) => changeFolder(guest, here(path)),
    __syscall_readlinkat: (fd: number, path: number) => {
      const node = find(guest.state.tree, at(fd, path));
      return typeof node === 'string' ? answer(node) : -ERRNO.EINVAL;
    },
    __syscall_getdents64: (fd: number, to: number, capacity: number) => listFolder(guest, fd, to, capacity),
    __syscall_mkdirat: (fd: number, path: number) => answer(makeFolder(guest.state.tree, at(fd, path))),
    __syscall_rmdir: (path: number) => answer(removeNode(guest.state.tree, here(path), true)),
    __syscall_unlinkat: (fd: number, path: number, flags: number) =>
      answer(removeNode(guest.state.tree, at(fd, path), (flags & REMOVE_FOLDER) !== 0)),
    __syscall_renameat: (fromFd: number, from: number, toFd: number, to: number) =>
      answer(renameFile(guest.state.tree, at(fromFd, from), at(toFd, to))),
    __syscall_truncate64: (path: number, size: bigint) => truncate(guest, find(guest.state.tree, here(path)), size),
    __syscall_ftruncate64: (fd: number, size: bigint) => {
      const opened = guest.state.open.get(fd);
      return opened?.writable ? truncate(guest, opened.node, size) : -ERRNO.EBADF;
    },
    __syscall_chmod: (path: number) => touch(guest, here(path)),
    __syscall_fchmodat2: (fd: number, path: number) => touch(guest, at(fd, path)),
    __syscall_utimensat: (fd: number, path: number) => touch(guest, at(fd, path)),
  };
}
