/** Parquet files as task sets are published, and what a damaged or hostile one comes to. */

import { gzipSync, zstdCompressSync } from 'node:zlib';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, test } from 'vitest';
import { parquetRows } from '../../server/admission/import/read/parquet.ts';
import type { Read } from '../../server/admission/import/trouble.ts';
import { rounds } from '../helpers/fuzz-settings.ts';
import { outline, readAll, testFolder } from './folder.ts';

const folder = testFolder();
const ROUNDS = rounds(12);

/** Some damage keeps the reader busy for ever: here nobody waits long to see it ended. */
async function readShortly(file: string): Promise<readonly Read[]> {
  const reads: Read[] = [];
  for await (const read of parquetRows(file, 2_000)) reads.push(read);
  return reads;
}

type Column = Parameters<typeof parquetWriteBuffer>[0]['columnData'][number];
const COLUMNS: Column[] = [
  { name: 'task_id', data: [1n, 2n, 9_007_199_254_740_993n], type: 'INT64' },
  { name: 'text', data: ['one', 'zwei', '三'], type: 'STRING' },
  { name: 'maybe', data: ['x', null, 'y'], type: 'STRING', nullable: true },
  { name: 'ratio', data: [0.5, Number.NaN, 2], type: 'DOUBLE' },
];

function bytesOf(options: Partial<Parameters<typeof parquetWriteBuffer>[0]> = {}): Buffer {
  return Buffer.from(parquetWriteBuffer({ columnData: COLUMNS, ...options }));
}

const ROWS = [
  { task_id: 1, text: 'one', maybe: 'x', ratio: 0.5 },
  { task_id: 2, text: 'zwei', maybe: null, ratio: { $number: 'NaN' } },
  { task_id: { $number: '9007199254740993' }, text: '三', maybe: 'y', ratio: 2 },
];

describe('rows', () => {
  test.each([
    ['packed with snappy', {}],
    ['not packed', { codec: 'UNCOMPRESSED' }],
    ['packed with gzip', { codec: 'GZIP', compressors: { GZIP: (bytes: Uint8Array) => gzipSync(bytes) } }],
    ['packed with zstd', { codec: 'ZSTD', compressors: { ZSTD: (bytes: Uint8Array) => zstdCompressSync(bytes) } }],
    ['in groups of two', { rowGroupSize: 2 }],
  ] as const)('%s', async (_name, options) => {
    const file = folder.write('set.parquet', bytesOf(options as Parameters<typeof bytesOf>[0]));
    expect(await outline(file)).toEqual(ROWS);
    expect((await readAll(file)).map(({ place }) => [place.unit, place.at])).toEqual([
      ['row', 1],
      ['row', 2],
      ['row', 3],
    ]);
  });

  test('lists of texts, as sets of assertions have them', async () => {
    const schema: NonNullable<Parameters<typeof bytesOf>[0]>['schema'] = [
      { name: 'root', num_children: 1 },
      { name: 'test_list', repetition_type: 'OPTIONAL', converted_type: 'LIST', num_children: 1 },
      { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
      { name: 'element', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' },
    ];
    const columnData: Column[] = [{ name: 'test_list', data: [['assert a', 'assert b'], [], null] }];
    const file = folder.write('lists.parquet', bytesOf({ schema, columnData }));
    expect(await outline(file)).toEqual([
      { test_list: ['assert a', 'assert b'] },
      { test_list: [] },
      { test_list: null },
    ]);
  });
});

describe('damage', () => {
  const good = bytesOf({
    columnData: [{ name: 'text', data: Array.from({ length: 2_000 }, (_, n) => `row ${n % 50}`), type: 'STRING' }],
  });

  test('every file cut short, and every description that says more than there is', async () => {
    for (let end = 4; end < good.length; end += 211) {
      await expect(readAll(folder.write('cut.parquet', good.subarray(0, end)))).rejects.toThrow(
        'cannot be read as Parquet',
      );
    }
    const claims = Buffer.from(good);
    claims.writeUInt32LE(0xfffffff0, claims.length - 8);
    await expect(readAll(folder.write('claims.parquet', claims))).rejects.toThrow('its description is damaged');
  });

  test('bytes changed at random come to rows or to one sentence, never to anything else', async () => {
    let state = 12_345;
    const next = (bound: number): number => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      return state % bound;
    };
    let refused = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const bytes = Buffer.from(good);
      for (let times = 0; times <= next(4); times += 1) bytes[4 + next(bytes.length - 4)] = next(256);
      const file = folder.write('random.parquet', bytes);
      const end = await readShortly(file).catch((thrown: unknown) => thrown);
      if (end instanceof Error) {
        expect(end.message).toMatch(/cannot be read as Parquet|more than/);
        refused += 1;
      } else expect((end as readonly unknown[]).length).toBeLessThanOrEqual(2_000);
    }
    expect(refused).toBeGreaterThan(ROUNDS / 6);
  });
});
