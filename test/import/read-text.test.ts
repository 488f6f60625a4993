/** Text files of every kind are read row by row: damage is told with its line, and what is behind it is read. */

import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { outline, readAll, testFolder } from './folder.ts';

const folder = testFolder();
const A = { a: 1 };
const deep = (levels: number): string => `{"a":${'['.repeat(levels)}${']'.repeat(levels)}}`;

describe('JSON', () => {
  test('lines, empty ones and a byte order mark among them; the last needs no end', async () => {
    const file = folder.write('lines.jsonl', '\ufeff{"a":1}\n\n  {"a":1}\r\n{"a":1}');
    expect(await outline(file)).toEqual([A, A, A]);
    expect((await readAll(file)).map(({ place }) => place.at)).toEqual([1, 3, 4]);
  });

  test.each([
    ['no JSON', 'hello', 'not_json'],
    ['half of it', '{"a":', 'not_json'],
    ['two values', '{"a":1}{"a":1}', 'not_json'],
    ['a list', '[1]', 'not_json'],
    ['null', 'null', 'not_json'],
    ['a key given twice', '{"a":1,"a":2}', 'not_json'],
    ['half of a surrogate pair', '{"a":"\\ud800"}', 'not_json'],
    ['a hundred thousand levels', deep(100_000), 'not_json'],
    ['a number beyond all bounds', '{"a":1e999}', 'not_json'],
    ['a prototype as key', '{"__proto__":{"x":1}}', 'unsafe_key'],
    ['a prototype deep inside', '{"a":[{"b":{"__proto__":1}}]}', 'unsafe_key'],
  ])('a line of %s', async (_name, line, code) => {
    const file = folder.write('damaged.jsonl', `{"a":1}\n${line}\n{"a":1}\n`);
    expect(await outline(file)).toEqual([A, [2, code], A]);
    expect(Object.hasOwn(Object.prototype, 'x')).toBe(false);
  });

  test('a line that is no UTF-8', async () => {
    const bytes = Buffer.concat([
      Buffer.from('{"a":1}\n{"a":"'),
      Buffer.from([0xff, 0xfe]),
      Buffer.from('"}\n{"a":1}'),
    ]);
    expect(await outline(folder.write('latin.jsonl', bytes))).toEqual([A, [2, 'not_utf8'], A]);
  });

  test('numbers lose nothing: large integers, NaN and infinities stay what they are', async () => {
    const file = folder.write('numbers.jsonl', '{"a":9007199254740993,"b":NaN,"c":-Infinity}\n');
    expect(await outline(file)).toEqual([
      { a: { $number: '9007199254740993' }, b: { $number: 'NaN' }, c: { $number: '-Infinity' } },
    ]);
  });

  test('one value: an array is its rows, an object is one row, over many lines', async () => {
    expect(await outline(folder.write('array.json', ' [\n {"a":1},\n 5, {"a":1}]'))).toEqual([A, [2, 'not_json'], A]);
    expect(await outline(folder.write('object.json', '{\n  "a": 1\n}\n'))).toEqual([A]);
    expect(await outline(folder.write('compact.json', '{"a":\n1}'))).toEqual([A]);
    await expect(outline(folder.write('broken.json', '[{"a":1}'))).rejects.toThrow('broken.json is no JSON');
  });

  test('a line longer than any row is passed over without being kept', async () => {
    const chunk = Buffer.alloc(1_048_576, 0x20);
    const packed = gzipSync(
      Buffer.concat([Buffer.from('{"a":1}\n{'), ...Array<Buffer>(100).fill(chunk), Buffer.from('}\n{"a":1}')]),
    );
    // It unpacks to hundreds of times its size, so it is the bomb's rule that speaks.
    await expect(outline(folder.write('long.jsonl.gz', packed))).rejects.toThrow('unpacks to more than 200 times');
    const noise = Buffer.concat([
      Buffer.from('{"a":1}\n{'),
      ...Array<Buffer>(100).fill(chunk),
      Buffer.from('}\n{"a":1}'),
    ]);
    expect(await outline(folder.write('long.jsonl', noise))).toEqual([A, [2, 'too_large'], A]);
  });
});

describe('gzip', () => {
  const lines = Array.from({ length: 5_000 }, (_, n) => JSON.stringify({ n, text: `${n * n}` })).join('\n');

  test('is unpacked whatever its name', async () => {
    expect((await outline(folder.write('packed.bin', gzipSync(lines)))).length).toBe(5_000);
  });

  test('that was cut gives the rows before the cut, and says that it was', async () => {
    const packed = gzipSync(lines);
    const reads = await readAll(folder.write('cut.gz', packed.subarray(0, packed.length / 2)));
    const last = reads.at(-1);
    expect(last).toMatchObject({ ok: false, code: 'cut_short' });
    expect(reads.length).toBeGreaterThan(1_000);
    expect(reads.slice(0, -1).every(({ ok }) => ok)).toBe(true);
  });

  test('of a CSV that was damaged inside', async () => {
    const packed = gzipSync(`a,b\n${Array.from({ length: 50_000 }, (_, n) => `${n},${n * 7919}`).join('\n')}\n`);
    packed.fill(0, packed.length - 2_000, packed.length - 1_000);
    const reads = await readAll(folder.write('damaged.csv.gz', packed));
    expect(reads.at(-1)).toMatchObject({ ok: false, code: 'cut_short' });
  });
});

describe('CSV', () => {
  test('quotes, line ends of both kinds, empty lines, cells over several lines', async () => {
    const file = folder.write('good.csv', 'a,b\r\n"x, ""y""",2\r\n\r\n"two\nlines",\n=cmd|"/c calc"!A1,+1\n');
    expect(await outline(file)).toEqual([
      { a: 'x, "y"', b: '2' },
      { a: 'two\nlines', b: '' },
      // A formula is a text like any other.
      { a: '=cmd|"/c calc"!A1', b: '+1' },
    ]);
    expect((await readAll(file)).map(({ place }) => place.at)).toEqual([2, 4, 6]);
  });

  test('damaged records are told with their line, and the next line is read', async () => {
    const text = 'a,b\n1,2\n1,2,3\n"x"y,2\n5,6\n"never closed,7\n8,9\n';
    expect(await outline(folder.write('damaged.csv', text))).toEqual([
      { a: '1', b: '2' },
      [3, 'not_csv'],
      [4, 'not_csv'],
      { a: '5', b: '6' },
      [6, 'not_csv'],
      { a: '8', b: '9' },
    ]);
  });

  test('bytes that are no UTF-8', async () => {
    const bytes = Buffer.concat([Buffer.from('a,b\ncaf'), Buffer.from([0xe9]), Buffer.from(',1\nx,2\n')]);
    expect(await outline(folder.write('latin.csv', bytes))).toEqual([[2, 'not_utf8'], { a: 'x', b: '2' }]);
  });

  test('a quote that swallows megabytes costs one record', async () => {
    const text = `a,b\n"open,1\n${'x,a long cell\n'.repeat(350_000)}`;
    const reads = await readAll(folder.write('open.csv', text));
    expect(reads[0]).toMatchObject({ ok: false, place: { at: 2 }, code: 'too_large' });
    expect(reads.length).toBe(350_001);
  });

  test.each([
    ['twice', 'a,a\n1,2\n', 'two columns are called "a"'],
    ['called as the prototype', 'a,__proto__\n1,2\n', '__proto__'],
    ['beyond number', `${'x,'.repeat(2_000)}y\n`, 'more than 1000 columns'],
  ])('a column %s is refused', async (_name, text, said) => {
    await expect(outline(folder.write('header.csv', text))).rejects.toThrow(said);
  });

  test('a copy in which every record is one quoted cell', async () => {
    const wrap = (line: string): string => `"${line.replaceAll('"', '""')}";;;;`;
    const text = [
      'a,b;;;;',
      wrap('1,"x; ""y"", z"'),
      '2,plain; with semicolon;;;;',
      wrap('3,"broken'),
      wrap('4,last'),
    ].join('\r\n');
    expect(await outline(folder.write('wrapped.csv', text))).toEqual([
      { a: '1', b: 'x; "y", z' },
      { a: '2', b: 'plain; with semicolon' },
      [4, 'not_csv'],
      { a: '4', b: 'last' },
    ]);
  });
});

describe('files that are something else', () => {
  test.each([
    ['empty', '', 'is empty'],
    ['a ZIP archive', 'PK\u0003\u0004rest', 'ZIP archive: unpack it'],
    ['a Git LFS pointer', 'version https://git-lfs.github.com/spec/v1\noid', 'git lfs pull'],
    ['a web page', '<!DOCTYPE html><html>', 'page of the web'],
    ['prose', 'Dear reader\nhello\n', 'none of JSON lines, JSON, CSV and Parquet'],
  ])('%s', async (_name, text, said) => {
    await expect(outline(folder.write('other', text))).rejects.toThrow(said);
  });

  test('a pickle is never opened', async () => {
    const pickle = Buffer.from([0x80, 0x04, 0x95, 0x01, 0x4b, 0x01, 0x2e]);
    await expect(outline(folder.write('set.pkl', pickle))).rejects.toThrow('a Python pickle, which is never opened');
    await expect(outline(folder.write('set.pkl.gz', gzipSync(pickle)))).rejects.toThrow('never opened');
  });

  test('no file, and a folder without issues', async () => {
    await expect(outline(`${folder.path}/nowhere`)).rejects.toThrow('nowhere does not exist');
    await expect(outline(folder.path)).rejects.toThrow('without issue_data.json');
  });
});
