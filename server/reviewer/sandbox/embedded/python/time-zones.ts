/** The time zones of the guest: one packed file of TZif data, placed as read-only files where Python looks for them. */

import { brotliDecompressSync } from 'node:zlib';
import { addFolder, type FileTree, type FolderNode } from '../memory-files.ts';

/** `time-zones.bin` is the length of the packed index (32 bits), the index, and all distinct zones one after another. */
export const INDEX_LENGTH_BYTES = 4;

export interface ZoneIndex {
  /** Version of the time zone database, such as 2025b. */
  readonly version: string;
  /** Bytes of each distinct zone, in the order of the data. */
  readonly sizes: readonly number[];
  /** By name: which of the distinct zones it is. */
  readonly zones: Readonly<Record<string, number>>;
}

/** The file's bytes are pinned by sha256, so they are what `pack-time-zones.ts` wrote. */
function readZoneIndex(packed: Uint8Array): { readonly index: ZoneIndex; readonly data: Uint8Array } {
  const length = new DataView(packed.buffer, packed.byteOffset).getUint32(0, true);
  const end = INDEX_LENGTH_BYTES + length;
  const text = brotliDecompressSync(packed.subarray(INDEX_LENGTH_BYTES, end)).toString();
  return { index: JSON.parse(text) as ZoneIndex, data: packed.subarray(end) };
}

/** Where each distinct zone begins. */
function startsOf(sizes: readonly number[]): number[] {
  let at = 0;
  return sizes.map((size) => {
    at += size;
    return at - size;
  });
}

function folderAt(tree: FileTree, root: FolderNode, names: readonly string[]): FolderNode {
  let folder = root;
  for (const name of names) {
    const found = folder.entries.get(name);
    folder = found?.kind === 'folder' ? found : addFolder(tree, folder, name, false);
  }
  return folder;
}

/** Adds `zoneinfo` below `share`. The data is unpacked when a program first reads a zone, and then kept. */
export function addTimeZones(tree: FileTree, share: FolderNode, packed: Uint8Array): void {
  const { index, data } = readZoneIndex(packed);
  const starts = startsOf(index.sizes);
  let unpacked: Uint8Array | undefined;
  const content = (which: number): Uint8Array => {
    unpacked ??= brotliDecompressSync(data);
    const start = starts[which] ?? 0;
    return unpacked.subarray(start, start + (index.sizes[which] ?? 0));
  };
  for (const [name, which] of Object.entries(index.zones)) {
    const names = name.split('/');
    const last = names.pop() ?? name;
    const folder = folderAt(tree, share, ['zoneinfo', ...names]);
    const size = index.sizes[which] ?? 0;
    const file = {
      kind: 'file' as const,
      id: tree.nextId,
      get bytes(): Uint8Array {
        return content(which);
      },
      size,
      writable: false,
      changed: false,
      givenBytes: size,
      holders: 1,
    };
    tree.nextId += 1;
    folder.entries.set(last, file);
  }
}
