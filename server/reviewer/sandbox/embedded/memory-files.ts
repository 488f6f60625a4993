/** The only file system a guest ever sees: a tree of nodes in memory, bounded in bytes and in number of nodes. */

import type { Files } from '../../../protocol/arena/acceptance.ts';

export type FileFault =
  | 'ENOENT'
  | 'EEXIST'
  | 'EISDIR'
  | 'ENOTDIR'
  | 'ENOTEMPTY'
  | 'EROFS'
  | 'ENOSPC'
  | 'EINVAL'
  | 'EBADF';

export interface FileNode {
  readonly kind: 'file';
  readonly id: number;
  /** Storage; only the first `size` bytes are content. */
  bytes: Uint8Array;
  size: number;
  readonly writable: boolean;
  /** Whether the program created or changed it. */
  changed: boolean;
  /** Bytes that it came with, which never counted as the program's. */
  readonly givenBytes: number;
  /** How many names and open descriptors hold it: its bytes count as taken until the last of them is gone. */
  holders: number;
}

export interface FolderNode {
  readonly kind: 'folder';
  readonly id: number;
  readonly entries: Map<string, Node>;
  readonly writable: boolean;
}

export type Node = FileNode | FolderNode;

export interface FileTree {
  readonly root: FolderNode;
  /** Bytes and nodes that the program may still add. */
  bytesLeft: number;
  nodesLeft: number;
  nextId: number;
}

const BYTES_MAX = 16_777_216;
const NODES_MAX = 4_096;
const PATH_MAX = 1_024;

/** A tree that holds nothing but a read-only root folder. */
export function emptyTree(): FileTree {
  const root: FolderNode = { kind: 'folder', id: 1, entries: new Map(), writable: false };
  return { root, bytesLeft: BYTES_MAX, nodesLeft: NODES_MAX, nextId: 2 };
}

/** Adds a folder below the root; programs may write below it only when `writable`. */
export function addFolder(tree: FileTree, parent: FolderNode, name: string, writable: boolean): FolderNode {
  const folder: FolderNode = { kind: 'folder', id: tree.nextId, entries: new Map(), writable };
  tree.nextId += 1;
  parent.entries.set(name, folder);
  return folder;
}

export function addFile(
  tree: FileTree,
  parent: FolderNode,
  name: string,
  bytes: Uint8Array,
  writable: boolean,
): FileNode {
  const file: FileNode = {
    kind: 'file',
    id: tree.nextId,
    bytes,
    size: bytes.length,
    writable,
    changed: false,
    givenBytes: bytes.length,
    holders: 1,
  };
  tree.nextId += 1;
  parent.entries.set(name, file);
  return file;
}

/** Places `files` under `folder`, making the folders between. */
export function placeFiles(tree: FileTree, folder: FolderNode, files: Files): void {
  for (const [path, text] of Object.entries(files)) {
    const names = path.split('/').filter((name) => name !== '');
    const last = names.pop() ?? path;
    let parent = folder;
    for (const name of names) {
      const found = parent.entries.get(name);
      parent = found?.kind === 'folder' ? found : addFolder(tree, parent, name, folder.writable);
    }
    addFile(tree, parent, last, Buffer.from(text, 'utf8'), folder.writable);
  }
}

/** The names of an absolute path without `.` and `..`; a relative one starts at `folder`. */
export function pathNames(folder: string, path: string): string[] | FileFault {
  if (path === '') return 'ENOENT';
  if (path.length > PATH_MAX) return 'EINVAL';
  const names: string[] = [];
  for (const name of (path.startsWith('/') ? path : `${folder}/${path}`).split('/')) {
    if (name === '..') names.pop();
    else if (name !== '' && name !== '.') names.push(name);
  }
  return names;
}

export function find(tree: FileTree, names: readonly string[] | FileFault): Node | FileFault {
  if (typeof names === 'string') return names;
  let node: Node = tree.root;
  for (const name of names) {
    if (node.kind !== 'folder') return 'ENOTDIR';
    const next: Node | undefined = node.entries.get(name);
    if (next === undefined) return 'ENOENT';
    node = next;
  }
  return node;
}

/** The writable folder that holds the last of `names`, and that name. */
function place(tree: FileTree, names: readonly string[] | FileFault): { folder: FolderNode; name: string } | FileFault {
  if (typeof names === 'string') return names;
  const folder = find(tree, names.slice(0, -1));
  const name = names.at(-1);
  if (typeof folder === 'string') return folder;
  if (folder.kind !== 'folder') return 'ENOTDIR';
  if (name === undefined || !folder.writable) return 'EROFS';
  return { folder, name };
}

export interface OpenMode {
  readonly write: boolean;
  readonly create: boolean;
  readonly exclusive: boolean;
  readonly truncate: boolean;
}

export function openNode(tree: FileTree, names: readonly string[] | FileFault, mode: OpenMode): Node | FileFault {
  const found = find(tree, names);
  if (typeof found === 'string') {
    if (found !== 'ENOENT' || !mode.create) return found;
    const spot = place(tree, names);
    return typeof spot === 'string' ? spot : createNode(tree, spot.folder, spot.name);
  }
  if (mode.create && mode.exclusive) return 'EEXIST';
  if (!mode.write) return found;
  if (found.kind === 'folder') return 'EISDIR';
  if (!found.writable) return 'EROFS';
  if (mode.truncate) resizeFile(tree, found, 0);
  return found;
}

function createNode(tree: FileTree, folder: FolderNode, name: string): FileNode | FileFault {
  if (tree.nodesLeft === 0) return 'ENOSPC';
  tree.nodesLeft -= 1;
  const file = addFile(tree, folder, name, new Uint8Array(0), true);
  file.changed = true;
  return file;
}

/** Makes the file `size` bytes long, zero-filled where it grows. */
export function resizeFile(tree: FileTree, file: FileNode, size: number): FileFault | undefined {
  if (!file.writable) return 'EROFS';
  if (!Number.isSafeInteger(size) || size < 0) return 'EINVAL';
  if (size - file.size > tree.bytesLeft) return 'ENOSPC';
  tree.bytesLeft -= size - file.size;
  if (size > file.bytes.length) {
    const larger = new Uint8Array(Math.max(size, Math.min(file.bytes.length * 2, BYTES_MAX)));
    larger.set(file.bytes.subarray(0, file.size));
    file.bytes = larger;
  } else if (size > file.size) {
    file.bytes.fill(0, file.size, size);
  }
  file.size = size;
  file.changed = true;
  return undefined;
}

/** One more descriptor is open on the node. */
export function hold(node: Node): void {
  if (node.kind === 'file') node.holders += 1;
}

/** A name of the node is gone, or a descriptor: with the last of them what the program had added is free again. */
export function letGo(tree: FileTree, node: Node): void {
  if (node.kind !== 'file') return;
  node.holders -= 1;
  if (node.holders === 0) tree.bytesLeft += node.size - node.givenBytes;
}

/** Writes `data` at `position`, growing the file as needed. */
export function writeFileAt(tree: FileTree, file: FileNode, position: number, data: Uint8Array): FileFault | undefined {
  const fault = resizeFile(tree, file, Math.max(file.size, position + data.length));
  if (fault === undefined) file.bytes.set(data, position);
  return fault;
}

export function makeFolder(tree: FileTree, names: readonly string[] | FileFault): FileFault | undefined {
  const found = find(tree, names);
  if (typeof found !== 'string') return 'EEXIST';
  const spot = place(tree, names);
  if (typeof spot === 'string') return spot;
  if (tree.nodesLeft === 0) return 'ENOSPC';
  tree.nodesLeft -= 1;
  addFolder(tree, spot.folder, spot.name, true);
  return undefined;
}

/** Removes a file, or with `folder` an empty folder. */
export function removeNode(
  tree: FileTree,
  names: readonly string[] | FileFault,
  folder: boolean,
): FileFault | undefined {
  const node = find(tree, names);
  if (typeof node === 'string') return node;
  const spot = place(tree, names);
  if (typeof spot === 'string') return spot;
  if (folder !== (node.kind === 'folder')) return folder ? 'ENOTDIR' : 'EISDIR';
  if (node.kind === 'folder' && node.entries.size > 0) return 'ENOTEMPTY';
  spot.folder.entries.delete(spot.name);
  letGo(tree, node);
  return undefined;
}

/** Moves a file; folders stay where they are made. */
export function renameFile(
  tree: FileTree,
  from: readonly string[] | FileFault,
  to: readonly string[] | FileFault,
): FileFault | undefined {
  const node = find(tree, from);
  if (typeof node === 'string') return node;
  const source = place(tree, from);
  const target = place(tree, to);
  if (typeof source === 'string') return source;
  if (typeof target === 'string') return target;
  if (node.kind !== 'file' || target.folder.entries.get(target.name)?.kind === 'folder') return 'EISDIR';
  const replaced = target.folder.entries.get(target.name);
  if (replaced === node) return undefined;
  source.folder.entries.delete(source.name);
  target.folder.entries.set(target.name, node);
  if (replaced !== undefined) letGo(tree, replaced);
  node.changed = true;
  return undefined;
}

/** Every file below `folder` that the program created or changed, by path relative to it, in code-unit order. */
export function changedFiles(folder: FolderNode, prefix = ''): [string, Uint8Array][] {
  const changed: [string, Uint8Array][] = [];
  for (const name of [...folder.entries.keys()].sort()) {
    const node = folder.entries.get(name);
    if (node?.kind === 'folder') changed.push(...changedFiles(node, `${prefix}${name}/`));
    else if (node?.changed) changed.push([`${prefix}${name}`, node.bytes.subarray(0, node.size)]);
  }
  return changed;
}
