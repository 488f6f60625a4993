/**
 * The thread that reads Parquet: a row group at a time, when asked. What the file claims about sizes is checked before anything
 * is unpacked; what the library makes of the rest may still take all time and memory of a thread, which is why it has one.
 */

import { type FileHandle, open } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib';
import {
  type AsyncBuffer,
  type FileMetaData,
  parquetMetadataAsync,
  parquetReadObjects,
  snappyUncompress,
} from 'hyparquet';
import { parquetHeader } from 'hyparquet/src/column.js';
import { reasonOf } from '../trouble.ts';
import { FOOTER_BYTES_MAX, PAGE_BYTES_MAX, ROW_GROUP_BYTES_MAX, ROWS_MAX } from './limits.ts';

type Unpack = (input: Uint8Array, bytes: number) => Uint8Array;

/** Node unpacks into no more than the page is said to have. */
const unpackBy =
  (unpack: (input: Uint8Array, options: { maxOutputLength: number }) => Buffer): Unpack =>
  (input, bytes) =>
    unpack(input, { maxOutputLength: Math.max(1, bytes) });

const COMPRESSORS: Readonly<Record<string, Unpack>> = {
  SNAPPY: (input, bytes) => {
    const output = new Uint8Array(bytes);
    snappyUncompress(input, output);
    return output;
  },
  GZIP: unpackBy(gunzipSync),
  BROTLI: unpackBy(brotliDecompressSync),
  ZSTD: unpackBy(zstdDecompressSync),
};

async function slice(handle: FileHandle, start: number, end: number): Promise<ArrayBuffer> {
  const bytes = new Uint8Array(end - start);
  const { bytesRead } = await handle.read(bytes, 0, bytes.length, start);
  if (bytesRead !== bytes.length) throw new Error('the file is shorter than it says');
  return bytes.buffer;
}

/** The file as the library reads it; no slice reaches beyond its end. */
async function bufferOf(handle: FileHandle): Promise<AsyncBuffer> {
  const { size } = await handle.stat();
  return {
    byteLength: size,
    slice: (start, end = size) => {
      if (!(start >= 0 && start <= end && end <= size)) throw new Error('a part that lies outside of the file');
      return slice(handle, start, end);
    },
  };
}

async function metadataOf(buffer: AsyncBuffer): Promise<FileMetaData> {
  const tail = new DataView(await buffer.slice(Math.max(0, buffer.byteLength - 8)));
  if (tail.byteLength < 8 || tail.getUint32(0, true) > FOOTER_BYTES_MAX) throw new Error('its description is damaged');
  const metadata = await parquetMetadataAsync(buffer);
  if (metadata.num_rows > BigInt(ROWS_MAX)) throw new Error(`more than ${ROWS_MAX} rows`);
  return metadata;
}

type RowGroup = FileMetaData['row_groups'][number];
type ColumnData = NonNullable<RowGroup['columns'][number]['meta_data']>;

/** Walks the heads of a column's pages: their claims must fit the bytes that are there and the bounds of an import. */
async function checkColumn(buffer: AsyncBuffer, column: ColumnData): Promise<number> {
  const start = Number(column.dictionary_page_offset ?? column.data_page_offset);
  const size = Number(column.total_compressed_size);
  // A group whose columns are this large would not be read in one piece.
  if (!(size >= 0 && size <= ROW_GROUP_BYTES_MAX)) throw new Error('a column of an impossible size');
  const view = new DataView(await buffer.slice(start, start + size));
  const reader = { view, offset: 0 };
  let unpacked = 0;
  let values = 0;
  while (reader.offset < view.byteLength - 1) {
    const { compressed_page_size: packed, uncompressed_page_size: page, ...header } = parquetHeader(reader);
    const counts = header.data_page_header ?? header.data_page_header_v2;
    if (!(packed >= 0 && page >= 0 && page <= PAGE_BYTES_MAX)) throw new Error('a page of an impossible size');
    const inPage = counts?.num_values ?? header.dictionary_page_header?.num_values ?? 0;
    if (!(inPage >= 0)) throw new Error('a page of an impossible number of values');
    if (counts !== undefined) values += inPage;
    // A dictionary spells every one of its values.
    else if (inPage > page * 8) throw new Error('a dictionary of more values than it has room for');
    unpacked += page;
    reader.offset += packed;
  }
  // The library believes what each page says; the file has said before how many there are.
  if (values > Number(column.num_values)) throw new Error('pages of more values than the column has');
  return unpacked;
}

async function checkGroup(buffer: AsyncBuffer, group: RowGroup, rows: number): Promise<void> {
  let unpacked = 0;
  for (const { meta_data: column } of group.columns) {
    if (column === undefined) throw new Error('a column without description');
    // Lists have more values than rows, but not without bound.
    if (column.num_values > BigInt(Math.max(rows, 1) * 100_000) || column.num_values > 100_000_000n) {
      throw new Error('a column of an impossible number of values');
    }
    unpacked += await checkColumn(buffer, column);
    if (unpacked > ROW_GROUP_BYTES_MAX) throw new Error(`a row group of more than ${ROW_GROUP_BYTES_MAX} bytes`);
  }
}

/** Numbers of 64 bits as JSON would have them, times as texts, bytes as the text that they are. */
function plain(value: unknown): unknown {
  if (typeof value === 'bigint') {
    return value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER
      ? Number(value)
      : { $number: `${value}` };
  }
  if (typeof value === 'number' && !Number.isFinite(value)) return { $number: String(value) };
  if (value === undefined) return null;
  if (value instanceof Date) return Number.isNaN(value.valueOf()) ? null : value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString('utf8');
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}

/** What goes back for each question: the rows of one more group, that there are none, or what is wrong. */
export type GroupAnswer =
  | { readonly kind: 'rows'; readonly rows: readonly Readonly<Record<string, unknown>>[] }
  | { readonly kind: 'end' }
  | { readonly kind: 'problem'; readonly reason: string };

async function* groupsOf(file: string): AsyncGenerator<GroupAnswer> {
  const handle = await open(file);
  try {
    const buffer = await bufferOf(handle);
    const metadata = await metadataOf(buffer);
    let start = 0;
    for (const group of metadata.row_groups) {
      const count = Number(group.num_rows);
      if (!(count >= 0 && count <= ROWS_MAX)) throw new Error('a row group of an impossible number of rows');
      await checkGroup(buffer, group, count);
      const asked = { file: buffer, metadata, compressors: COMPRESSORS, rowStart: start, rowEnd: start + count };
      const rows = await parquetReadObjects(asked);
      if (rows.length !== count) throw new Error(`${rows.length} rows in a group that says ${count}`);
      yield { kind: 'rows', rows: rows.map((row) => plain(row) as Record<string, unknown>) };
      start += count;
    }
  } catch (thrown) {
    yield { kind: 'problem', reason: reasonOf(thrown) };
  } finally {
    await handle.close();
  }
}

const groups = groupsOf(String(workerData));
parentPort?.on('message', async () => {
  const next = await groups.next();
  parentPort?.postMessage(next.done === true ? { kind: 'end' } : next.value);
});
