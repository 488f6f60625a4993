/** Priced postings of every published kind: prices stay as they were, nothing is converted, nothing is run. */

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type ImportReport, importFiles } from '../../server/admission/import/import.ts';
import type { ImportedPosting } from '../../server/admission/import/posting.ts';
import { testFolder } from './folder.ts';
import { KAGGLE_HEADER, KAGGLE_LINES, SWE_LANCER_HEADER, SWE_LANCER_LINES, UPWORK } from './rows.ts';

const folder = testFolder();
let outs = 0;

interface Imported {
  readonly report: ImportReport;
  readonly postings: readonly ImportedPosting[];
  readonly text: string;
}

async function imported(...files: readonly string[]): Promise<Imported> {
  outs += 1;
  const out = join(folder.path, `out-${outs}.jsonl`);
  const report = await importFiles({
    files,
    format: null,
    out,
    prices: { rule: 'noever-2025', seed: 's' },
    limit: null,
    strict: false,
    allowPublicCases: true,
    width: 4,
    bench: () => Promise.reject(new Error('postings need no sandbox')),
    signal: new AbortController().signal,
  });
  const text = readFileSync(out, 'utf8');
  const [, ...lines] = text.trimEnd().split('\n');
  return { report, text, postings: lines.map((line) => JSON.parse(line) as ImportedPosting) };
}

const codes = ({ report }: Imported): readonly unknown[] => report.skipped.map(({ place, code }) => [place.at, code]);

describe('the Kaggle file of Freelancer.com', () => {
  const csv = [KAGGLE_HEADER, ...KAGGLE_LINES, ''].join('\n');

  test('fields, tags and prices as they stand', async () => {
    const { postings, report } = await imported(folder.write('kaggle.csv', csv));
    expect(postings[0]).toMatchObject({
      title: 'Clean a sales sheet',
      description: 'Remove duplicates,\nfix "dates"',
      skills: ['python', 'excel'],
      rateType: 'fixed',
      price: { posted: { min: 30, max: 250, currency: 'EUR' }, exchange: null, estimate: null },
      original: { min_price: '30.0', max_price: '250.0', avg_price: '140.0', currency: 'EUR', rate_type: 'fixed' },
      employer: { country: 'France', rating: 4.9, reviewCount: 12 },
      provenance: { kind: 'import', set: 'kaggle-freelancer', id: '39000001' },
    });
    expect(postings[1]).toMatchObject({
      rateType: 'hourly',
      employer: { rating: null },
      price: { posted: { currency: 'INR' } },
    });
    expect([...report.notes]).toEqual([
      ['EUR', 1],
      ['INR', 1],
    ]);
  });

  test('the copy with quoted lines gives the same postings', async () => {
    const wrapped = [KAGGLE_HEADER, ...KAGGLE_LINES].map((line) => `"${line.replaceAll('"', '""')}"${';'.repeat(27)}`);
    const copy = await imported(folder.write('copy.csv', wrapped.join('\r\n')));
    const plain = await imported(folder.write('kaggle.csv', csv));
    expect(copy.text).toBe(plain.text);
  });

  test('damaged rows: code for tags, formulas for prices, a currency that is none, ranges upside down', async () => {
    const row = (change: Readonly<Record<string, string>>): string => {
      const cells = { id: '1', tags: '"[\'a\']"', min: '1', max: '2', currency: 'USD', rate: 'fixed', ...change };
      return `${cells.id},T,D,${cells.tags},,,0,0,${cells.min},${cells.max},1.5,${cells.currency},${cells.rate}`;
    };
    const lines = [
      row({ tags: `"__import__('os').system('touch ${folder.path}/touched')"` }),
      row({ tags: `"{'a': 1}"` }),
      row({ min: '=1+1' }),
      row({ max: '-5' }),
      row({ min: '9', max: '2' }),
      row({ currency: 'dollars' }),
      row({ rate: 'monthly' }),
      row({ min: '1e400' }),
      row({ min: '', max: 'nan' }),
    ];
    const found = await imported(folder.write('damaged.csv', [KAGGLE_HEADER, ...lines].join('\n')));
    expect(codes(found)).toEqual([
      [2, 'no_literal'],
      [3, 'wrong_field'],
      [4, 'wrong_field'],
      [5, 'wrong_field'],
      [6, 'wrong_field'],
      [7, 'wrong_field'],
      [8, 'wrong_field'],
      [9, 'wrong_field'],
    ]);
    expect(found.postings).toHaveLength(1);
    expect(found.postings[0]?.price.posted).toBeNull();
    expect([...found.report.notes]).toEqual([['no price', 1]]);
    expect(() => readFileSync(join(folder.path, 'touched'))).toThrow('ENOENT');
  });

  test('what steers a terminal is left out of titles and texts', async () => {
    const line = '1,\u001b[31mRed\u001b[0m \u202etxt,two\u0007\ttabs,[],,,0,0,1,2,1.5,USD,fixed';
    const { postings } = await imported(folder.write('steering.csv', `${KAGGLE_HEADER}\n${line}\n`));
    expect(postings[0]).toMatchObject({ title: '[31mRed[0m txt', description: 'two\ttabs' });
  });
});

describe('SWE-Lancer', () => {
  test('the table: escapes, choices of managers, prices', async () => {
    const file = folder.write('tasks.csv', [SWE_LANCER_HEADER, ...SWE_LANCER_LINES].join('\n'));
    const { postings } = await imported(file);
    expect(postings[0]).toMatchObject({
      description: 'Line one\nLine two é',
      price: { posted: { min: 1000, max: 1000, currency: 'USD' } },
      choice: { correct: 2 },
    });
    expect(postings[1]).toMatchObject({ original: { price: '250.0' }, skills: [] });
    expect(postings[1]).not.toHaveProperty('choice');
  });

  test('rows whose choice is code or missing, and retired ones', async () => {
    const manager = (data: string): string => `99-manager-0,swe_manager,diamond,T,D,5,P,[],"${data}",c,/app`;
    const lines = [
      manager("exec('x')"),
      manager("{'game': {}}"),
      '9-Reintroduce-1,ic_swe,diamond,T,D,5,,[],,,/app',
      ...SWE_LANCER_LINES,
    ];
    const found = await imported(folder.write('odd.csv', [SWE_LANCER_HEADER, ...lines].join('\n')));
    expect(codes(found)).toEqual([
      [2, 'no_literal'],
      [3, 'wrong_field'],
      [4, 'wrong_field'],
    ]);
  });

  test('folders of issues, in both spellings; a damaged one is told by its name', async () => {
    const issues = join(folder.path, 'issues');
    const put = (id: string, text: string): void => {
      mkdirSync(join(issues, id), { recursive: true });
      writeFileSync(join(issues, id, 'issue_data.json'), text);
      writeFileSync(join(issues, id, 'test.py'), 'raise SystemExit');
    };
    const issue = { title: '[$500] Button overlaps text', price: 500, html_description: '<p>It does.</p>' };
    put('100_1', JSON.stringify({ ...issue, issue_repo_steps: '1. Open' }));
    put('100_2', JSON.stringify({ ...issue, price: 125.5, issue_repro_steps: '1. Close' }));
    put('100_3', '{');
    const found = await imported(issues);
    expect(
      found.postings.map(({ provenance, description, price }) => [provenance, description, price.posted?.max]),
    ).toMatchObject([
      [{ id: '100_1' }, '<p>It does.</p>\n\n1. Open', 500],
      [{ id: '100_2' }, '<p>It does.</p>\n\n1. Close', 125.5],
    ]);
    expect(codes(found)).toEqual([['100_3', 'not_json']]);
  });
});

test('Upwork as JSON lines and as CSV, fixed and hourly', async () => {
  const hourly = {
    ...UPWORK,
    link: 'https://example.org/j/2',
    is_hourly: true,
    hourly_low: 10,
    hourly_high: 20.5,
    budget: null,
  };
  const { postings } = await imported(
    folder.write('upwork.jsonl', `${JSON.stringify(UPWORK)}\n${JSON.stringify(hourly)}\n`),
  );
  expect(postings.map(({ rateType, price }) => [rateType, price.posted?.min, price.posted?.max])).toEqual([
    ['fixed', 75, 75],
    ['hourly', 10, 20.5],
  ]);
  const csv =
    'title,link,description,published_date,is_hourly,hourly_low,hourly_high,budget,country\nA,l,d,x,True,5,,,Chile\n';
  const [table] = (await imported(folder.write('upwork.csv', csv))).postings;
  expect(table).toMatchObject({
    rateType: 'hourly',
    price: { posted: { min: 5, max: null } },
    employer: { country: 'Chile' },
  });
});

test('a table of one’s own, and postings out of a file of ours, which gives the same bytes', async () => {
  const csv = 'id,title,description,skills,type,currency,min,max\n7,Sort,Sort a file.,python; csv,fixed,USD,10,30\n';
  const first = await imported(folder.write('own.csv', csv));
  expect(first.postings[0]).toMatchObject({ skills: ['python', 'csv'], price: { posted: { min: 10, max: 30 } } });
  const again = await imported(folder.write('own.jsonl', first.text));
  expect(again.text).toBe(first.text);
  expect(again.report).toMatchObject({ makes: 'postings', sha256: first.report.sha256 });
});
