/**
 * Packs the time zones of a system into `time-zones.bin`: `node pack-time-zones.ts /usr/share/zoneinfo`. Run by hand when the
 * database has changed; the new sha256 then goes into `binaries.ts`.
 */

import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { known } from '../../../../kernel/assert.ts';
import { sha256 } from '../../../../kernel/hash.ts';
import { INDEX_LENGTH_BYTES, type ZoneIndex } from './time-zones.ts';

const HEADER_BYTES = 44;
/** Header fields that stay when the first, 32-bit block is dropped: magic, version, and the reserved bytes. */
const HEADER_KEPT_BYTES = 20;
/** Copies of other zones that belong to the machine, and other ways of counting seconds. */
const LEFT_OUT = /^(?:posix|right)\/|^(?:localtime|posixrules)$/;

/** A TZif file whose first block is empty: everybody who reads version 2 skips it. */
function withoutFirstBlock(file: Buffer): Buffer {
  const counts = Array.from({ length: 6 }, (_, index) => file.readUInt32BE(HEADER_KEPT_BYTES + 4 * index));
  const [universal = 0, standard = 0, leaps = 0, times = 0, kinds = 0, letters = 0] = counts;
  const end = HEADER_BYTES + times * 5 + kinds * 6 + letters + leaps * 8 + standard + universal;
  const header = Buffer.alloc(HEADER_BYTES);
  file.copy(header, 0, 0, HEADER_KEPT_BYTES);
  return Buffer.concat([header, file.subarray(end)]);
}

function packed(bytes: Buffer): Buffer {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  return brotliCompressSync(bytes, { params });
}

function pack(folder: string): Buffer {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => !LEFT_OUT.test(name) && statSync(join(folder, name)).isFile(),
  );
  const distinct = new Map<string, { readonly which: number; readonly bytes: Buffer }>();
  const zones: Record<string, number> = {};
  for (const name of names.sort()) {
    const file = readFileSync(join(folder, name));
    if (file.toString('latin1', 0, 4) !== 'TZif') continue;
    const bytes = withoutFirstBlock(file);
    const key = bytes.toString('latin1');
    const zone = distinct.get(key) ?? { which: distinct.size, bytes };
    distinct.set(key, zone);
    zones[name] = zone.which;
  }
  const all = [...distinct.values()].map(({ bytes }) => bytes);
  const [, version] = /^# version (\S+)/.exec(readFileSync(join(folder, 'tzdata.zi'), 'utf8')) ?? [];
  const index: ZoneIndex = {
    version: known(version, 'version of the database'),
    sizes: all.map(({ length }) => length),
    zones,
  };
  const packedIndex = packed(Buffer.from(JSON.stringify(index)));
  const length = Buffer.alloc(INDEX_LENGTH_BYTES);
  length.writeUInt32LE(packedIndex.length);
  return Buffer.concat([length, packedIndex, packed(Buffer.concat(all))]);
}

const file = pack(known(process.argv[2], 'folder of the time zones'));
writeFileSync(new URL('./time-zones.bin', import.meta.url), file);
process.stdout.write(`${file.length} bytes, sha256 ${sha256(file)}\n`);
