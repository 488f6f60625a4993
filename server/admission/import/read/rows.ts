/** Rows of whatever file it is: content tells, not the name. */

import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseStrictJson } from '../../../reviewer/sandbox/strict-json.ts';
import { ImportError, type Read } from '../trouble.ts';
import { bytesOf, type Chunks, firstBytes, isFolder, isGzip, peeked } from './bytes.ts';
import { csvRows, isWrapped } from './csv.ts';
import { jsonLines, textOf, wholeJson } from './json.ts';
import { ROWS_MAX } from './limits.ts';
import { parquetRows } from './parquet.ts';

const HEAD_BYTES = 65_536;

/** Files that people often have instead of the one they mean: how they begin, and what to do. */
const MISTAKEN: readonly (readonly [begins: readonly string[], text: string])[] = [
  [['PK\u0003\u0004'], 'is a ZIP archive: unpack it and name what was in it'],
  [['version https://git-lfs'], 'is a pointer of Git LFS, not the file: fetch it with `git lfs pull`'],
  [['<!doctype', '<html', '<?xml'], 'is a page of the web, not the file: download the file itself'],
  [
    ['\u0080\u0002', '\u0080\u0003', '\u0080\u0004', '\u0080\u0005'],
    'is a Python pickle, which is never opened: save the set as JSON',
  ],
];

function refuseMistaken(file: string, head: Buffer): void {
  const begin = head.subarray(0, 64).toString('latin1').trimStart().toLowerCase();
  for (const [begins, text] of MISTAKEN) {
    if (begins.some((one) => begin.startsWith(one.toLowerCase()))) throw new ImportError(`${file} ${text}`);
  }
}

/** Whether a text that begins with a brace is one object over many lines, instead of one a line. */
function isOneObject(file: string, text: string): boolean {
  const newline = text.indexOf('\n');
  if (newline === -1) return false;
  const first = text.slice(0, newline).trim();
  return first === '{' || (/\.json(?:\.gz)?$/.test(file) && !parseStrictJson(first, 'wide').ok);
}

async function* textRows(file: string, chunks: Chunks): AsyncGenerator<Read> {
  const { head, all } = await peeked(chunks, HEAD_BYTES);
  refuseMistaken(file, head);
  if (head.subarray(0, 4).toString('latin1') === 'PAR1') {
    throw new ImportError(`${file} is a packed Parquet file: unpack it with \`gunzip\``);
  }
  if (head.length === 0) throw new ImportError(`${file} is empty`);
  // A letter cut in half at the end of what was peeked at says nothing about the file.
  const text = (textOf(head) ?? head.toString('latin1')).replace(/^(?:\ufeff|\u00ef\u00bb\u00bf)/, '').trimStart();
  if (text.startsWith('[')) yield* wholeJson(file, all);
  else if (text.startsWith('{')) yield* isOneObject(file, text) ? wholeJson(file, all) : jsonLines(file, all);
  else if (/^[^\n]*[,;]/.test(text)) yield* csvRows(file, all, isWrapped(text.split('\n', 1)[0] ?? ''));
  else throw new ImportError(`${file} is none of JSON lines, JSON, CSV and Parquet`);
}

/** Folders of SWE-Lancer: each issue in one of its own, named by its id. */
const ISSUE_FILE = 'issue_data.json';

async function* folderRows(folder: string): AsyncGenerator<Read> {
  const entries = (await readdir(folder, { withFileTypes: true })).sort((a, b) => (a.name < b.name ? -1 : 1));
  const here = entries.some(({ name }) => name === ISSUE_FILE);
  const issues = here ? [folder] : entries.filter((one) => one.isDirectory()).map(({ name }) => join(folder, name));
  let found = 0;
  for (const issue of issues) {
    const names = here ? [ISSUE_FILE] : await readdir(issue);
    if (!names.includes(ISSUE_FILE)) continue;
    found += 1;
    const file = join(issue, ISSUE_FILE);
    const id = issue.split(/[/\\]/).findLast((part) => part !== '') ?? issue;
    const place = { file: folder, unit: 'folder', at: id } as const;
    try {
      for await (const read of wholeJson(file, bytesOf(file, false))) {
        yield read.ok ? { ...read, place, row: { ...read.row, folder: id } } : { ...read, place };
      }
    } catch (thrown) {
      if (!(thrown instanceof ImportError)) throw thrown;
      yield { ok: false, place, code: 'not_json', reason: thrown.message };
    }
  }
  if (found === 0) throw new ImportError(`${folder} is a folder without ${ISSUE_FILE}: name a file`);
}

async function* anyRows(file: string): AsyncGenerator<Read> {
  if (await isFolder(file)) {
    yield* folderRows(file);
    return;
  }
  const head = await firstBytes(file, 4);
  if (head.toString('latin1') === 'PAR1') yield* parquetRows(file);
  else yield* textRows(file, bytesOf(file, isGzip(head)));
}

/** All rows of a file or folder, damaged ones among them. Throws an `ImportError` where it holds none at all. */
export async function* rowsOf(file: string): AsyncGenerator<Read> {
  let count = 0;
  for await (const read of anyRows(file)) {
    count += 1;
    if (count > ROWS_MAX) throw new ImportError(`${file} has more than ${ROWS_MAX} rows`);
    yield read;
  }
}
