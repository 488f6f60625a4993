/** The web app as it was built: its page and the files that the page is made of, read once, and known by name from then on. */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** `client/vite.config.ts` writes it; a package holds it at the same distance. */
const BUILT = fileURLToPath(new URL('../../../client/built/', import.meta.url));

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};
/** What is small or packed already is not made smaller. */
const PACKED = /^(?:image\/png|font\/)/;
const PACKED_FROM = 1_024;
/** What the build did not pack. The highest levels take seconds; this one takes a tenth and loses a few per cent. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };

export type Coding = 'br' | 'gzip' | 'identity';

export interface BuiltFile {
  readonly type: string;
  /** The bytes as they go over the network; packed when they are first asked for. */
  readonly as: (coding: Coding) => Buffer;
}

export interface BuiltApp {
  readonly page: BuiltFile;
  /** By name; each name holds a hash of what is in it. */
  readonly files: ReadonlyMap<string, BuiltFile>;
}

/** `packed`: the same with brotli, where the build made it. */
function fileOf(bytes: Buffer, type: string, packed: Buffer | null): BuiltFile {
  const packs = bytes.length >= PACKED_FROM && !PACKED.test(type);
  const kept = new Map<Coding, Buffer>([['identity', bytes]]);
  if (packed !== null) kept.set('br', packed);
  return {
    type,
    as: (wanted) => {
      const coding = packs ? wanted : 'identity';
      const found = kept.get(coding) ?? (coding === 'br' ? brotliCompressSync(bytes, BROTLI) : gzipSync(bytes));
      kept.set(coding, found);
      return found;
    },
  };
}

/** Null where it was not built: then this server has an API and no web app. */
export function readBuiltApp(folder = BUILT): BuiltApp | null {
  const page = join(folder, 'index.html');
  if (!existsSync(page)) return null;
  const assets = join(folder, 'assets');
  const files = readdirSync(assets).flatMap((name): [string, BuiltFile][] => {
    const type = TYPES[extname(name)];
    const packed = join(assets, `${name}.br`);
    const small = existsSync(packed) ? readFileSync(packed) : null;
    return type === undefined ? [] : [[name, fileOf(readFileSync(join(assets, name)), type, small)]];
  });
  return { page: fileOf(readFileSync(page), 'text/html; charset=utf-8', null), files: new Map(files) };
}

/** Which packing the caller takes, the smaller one first. */
export function codingFor(accepted: string | undefined): Coding {
  const offered = (accepted ?? '').split(',').map((part) => part.trim());
  const takes = (coding: string): boolean =>
    offered.some((part) => {
      const [name = '', quality = 'q=1'] = part.split(';').map((piece) => piece.trim());
      return name === coding && !/^q=0(?:\.0*)?$/.test(quality);
    });
  if (takes('br')) return 'br';
  return takes('gzip') ? 'gzip' : 'identity';
}

/** Whether a file was in fact packed in the way that was asked for. */
export function isPacked(file: BuiltFile, coding: Coding): boolean {
  return coding !== 'identity' && file.as(coding) !== file.as('identity');
}
