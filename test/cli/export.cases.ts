/** Rows of runs as tables, and runs as Inspect logs. */

import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { unzipSync } from 'fflate';
import { parquetReadObjects } from 'hyparquet';
import { beforeAll, describe, expect, test } from 'vitest';
import { exportDictionary, TABLES } from '../../agents/tournament/export/exported-rows.ts';
import { inspectJson, inspectLogs } from '../../agents/tournament/export/inspect-log.ts';
import {
  headerSchema,
  inspectLogSchema,
  sampleSchema,
  summarySchema,
} from '../../agents/tournament/export/inspect-schema.ts';
import { standingSchema } from '../../agents/tournament/standing-schema.ts';
import { inspectRun } from '../../cli/inspect-run.ts';
import { known } from '../../server/kernel/assert.ts';
import { type HostileRuns, verb } from '../helpers/hostile-runs.ts';
import { REQUIRED, readHeader, readLog, readSample, readSummary } from '../helpers/inspect-format.ts';

export function exportCases({ at, text }: HostileRuns): void {
  type Row = Record<string, unknown>;

  /** RFC 4180, as a spreadsheet reads it. */
  function csvCells(csv: string): string[][] {
    const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g;
    const rows: string[][] = [[]];
    for (const [, quoted, plain, end] of csv.matchAll(cell)) {
      rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
      if (end === '\r\n') rows.push([]);
    }
    return rows.slice(0, -1);
  }

  describe('rows as tables', () => {
    const rows = (table: string): Row[] =>
      text('jsonl', `${table}.jsonl`)
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line));
    beforeAll(async () => {
      for (const format of ['jsonl', 'csv', 'parquet']) {
        const { code, stderr } = await verb(
          'export',
          at('runs/market'),
          at('runs/now'),
          '--format',
          format,
          '--out',
          at(format),
        );
        expect(code, stderr).toBe(0);
      }
    });

    test('every column is in the dictionary, and holds what the dictionary says', () => {
      const dictionary = exportDictionary();
      for (const table of TABLES) {
        const lines = dictionary.filter((line) => line.table === table);
        const mayBeEmpty = table === 'model_call' || table === 'human_try';
        if (!mayBeEmpty) expect(rows(table).length, table).toBeGreaterThan(2);
        for (const row of rows(table)) {
          expect(Object.keys(row)).toEqual(lines.map(({ column }) => column));
          for (const { column, type, values, nullable } of lines) {
            const value = row[column];
            if (value === null) expect(nullable, `${table}.${column}`).toBe(true);
            else if (type === 'one_of') expect(values).toContain(value);
            else if (type === 'whole') expect(Number.isSafeInteger(value), `${table}.${column}`).toBe(true);
            else expect(typeof value).toBe({ text: 'string', number: 'number', yes_no: 'boolean' }[type]);
          }
        }
      }
      expect(new Set(rows('bid').map(({ run }) => run))).toEqual(new Set(['market', 'now']));
      expect(csvCells(text('csv', 'data-dictionary.csv')).length).toBe(dictionary.length + 1);
    });

    test('no cell of CSV is a formula, and every text comes back as it was', () => {
      for (const table of TABLES) {
        const [head = [], ...cells] = csvCells(text('csv', `${table}.csv`));
        const kinds = new Map(
          exportDictionary()
            .filter((line) => line.table === table)
            .map((line) => [line.column, line]),
        );
        const back = cells.map((line) =>
          Object.fromEntries(
            head.map((column, index) => {
              const [cell = '', type] = [line[index], kinds.get(column)?.type];
              const isText = type === 'text' || type === 'one_of';
              if (isText) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
              if (isText) return [column, cell === '' ? null : cell.replace(/^'/, '')];
              return [column, cell === '' ? null : type === 'yes_no' ? cell === 'true' : Number(cell)];
            }),
          ),
        );
        expect(back, table).toEqual(rows(table));
      }
      expect(text('csv', 'bid.csv')).toContain(`"'=HYPERLINK(""http://evil.example"",""x"")"`);
    });

    test('Parquet is read back as the same rows', async () => {
      for (const table of TABLES) {
        const bytes = readFileSync(at('parquet', `${table}.parquet`));
        const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer;
        const found = await parquetReadObjects({ file });
        const plain = found.map((row) =>
          Object.fromEntries(
            Object.entries(row).map(([key, value]) => [key, typeof value === 'bigint' ? Number(value) : value]),
          ),
        );
        expect(plain, table).toEqual(rows(table));
      }
    });

    test('a folder is named twice, or no place is: refused', async () => {
      cpSync(at('runs/now'), at('other/now'), { recursive: true });
      const twice = await verb('export', at('runs/now'), at('other/now'), '--format', 'csv', '--out', at('no'));
      expect([twice.code, existsSync(at('no'))]).toEqual([65, false]);
      for (const args of [['--format', 'csv'], ['--format', 'xls', '--out', at('no')], []]) {
        expect((await verb('export', at('runs/now'), ...args)).code).toBe(64);
      }
    });
  });

  describe('Inspect logs', () => {
    test('one a freelancer: samples are deliveries, accuracy is the standing’s success, and both forms say the same', async () => {
      for (const [format, out] of [
        ['inspect', 'eval'],
        ['inspect-json', 'json'],
      ] as const) {
        const { code, stderr } = await verb('export', at('runs/market'), '--format', format, '--out', at(out));
        expect(code, stderr).toBe(0);
      }
      const names = readdirSync(at('json')).sort();
      expect(names).toHaveLength(4);
      expect(names.every((name) => /^2025-01-01T\d\d-\d\d-\d\d\+?.*_arena-market_[0-9a-f]{22}\.json$/.test(name))).toBe(
        true,
      );
      const { rows } = standingSchema.parse(JSON.parse(text('runs/market/standing.json')));
      let samples = 0;
      for (const name of names) {
        const log = inspectLogSchema.parse(JSON.parse(text('json', name)));
        const row = rows.find((one) => one.name === log.eval.task_args.freelancer);
        expect(log.results.scores[0]?.metrics.accuracy?.value ?? null).toBe(row?.success.taskShare);
        expect(log.eval.model).toMatch(/^simulated\//);
        samples += log.samples.filter(({ metadata }) => metadata.attempt !== null).length;
        const members = unzipSync(readFileSync(at('eval', name.replace(/json$/, 'eval'))));
        const member = (part: string): unknown => JSON.parse(Buffer.from(members[part] ?? []).toString());
        const { samples: own, ...header } = log;
        // As a reader of the format would have it, which takes nothing from the writer.
        readLog.parse(JSON.parse(text('json', name)));
        readHeader.parse(member('header.json'));
        for (const summary of member('summaries.json') as unknown[]) readSummary.parse(summary);
        for (const one of own) readSample.parse(member(`samples/${one.id}_epoch_${one.epoch}.json`));
        expect(headerSchema.parse(member('header.json'))).toEqual(header);
        for (const summary of member('summaries.json') as unknown[]) summarySchema.parse(summary);
        for (const one of own)
          expect(sampleSchema.parse(member(`samples/${one.id}_epoch_${one.epoch}.json`))).toEqual(one);
        expect(own.every(({ input }) => input.includes('\n\n'))).toBe(true);
      }
      const deliveries = text('runs/market/log/market.ndjson').split('"type":"DeliverySubmitted"').length - 1;
      expect(samples).toBe(deliveries);
    });

    test('calls of a model are messages, events and usage, without what came from a cache counted twice', async () => {
      const run = await inspectRun(at('runs/market'));
      const work = run.subject.observed.work[0];
      const usage = { input: 100, cacheRead: 30, cacheWrite: 10, output: 20, reasoning: 5 };
      const call = {
        freelancer: work?.freelancer ?? '',
        market: 'market',
        project: String(work?.project),
        purpose: 'work',
        turn: 1,
      };
      const calls = [{ ...call, key: 'k', finish: 'stop', usage, microUsd: 1_500, workingMs: 900 }];
      const turns = [
        { role: 'system', text: 'Be exact.' },
        { role: 'user', text: 'Do it.' },
      ];
      const reply = {
        text: 'done',
        finish: 'stop' as const,
        calls: [{ id: 'c', name: 'run', input: { file: 'a' } }],
        usage,
        model: 'm',
      };
      const recorded = new Map([
        [
          'k',
          {
            key: 'k',
            model: 'openai:m',
            endpoint: null,
            question: { turns, temperature: 0, maxTokens: 9, schema: null, repetition: 0 },
            reply,
          },
        ],
      ]);
      const log = inspectLogs({ ...run, calls, recorded }).find(
        (one) => one.eval.task_args.freelancer === work?.freelancer,
      );
      const [sample] = log?.samples ?? [];
      expect(sample?.messages.map(({ role }) => role)).toEqual(['system', 'user', 'assistant']);
      expect(sample?.events.map(({ event }) => event)).toContain('model');
      expect(Object.values(log?.stats.model_usage ?? {})).toEqual([
        {
          ...{ input_tokens: 60, input_tokens_cache_read: 30, input_tokens_cache_write: 10 },
          ...{ output_tokens: 20, reasoning_tokens: 5, total_tokens: 120, total_cost: 0.0015 },
        },
      ]);
      const whole = readLog.parse(JSON.parse(inspectJson(known(log, 'log'))));
      /** The log without what a path leads to. */
      const without = (path: string): unknown => {
        const copy = structuredClone(whole) as Row;
        const steps = path.split('.');
        const last = steps.pop() ?? '';
        const holder = steps.reduce<Row>((inner, step) => inner[step] as Row, copy);
        expect(Object.hasOwn(holder, last), path).toBe(true);
        delete holder[last];
        return copy;
      };
      for (const path of REQUIRED) {
        // Where no repository is, there is no revision whose fields could be missing.
        if (path.startsWith('eval.revision') && !Object.hasOwn(whole.eval as object, 'revision')) continue;
        expect(readLog.safeParse(without(path)).success, path).toBe(false);
        expect(inspectLogSchema.safeParse(without(path)).success, path).toBe(false);
      }
      expect(readLog.safeParse({ ...whole, samples: [sample] }).success).toBe(true);
      for (const [path, wrong] of [
        ['scores', { passed: { value: null, history: [] } }],
        ['events', [{ event: 'haggling', timestamp: '2026-01-01T00:00:00Z', working_start: 0 }]],
        ['notes', 'no field of the format'],
      ] as const) {
        expect(readLog.safeParse({ ...whole, samples: [{ ...sample, [path]: wrong }] }).success, path).toBe(false);
      }
    });
  });
}
