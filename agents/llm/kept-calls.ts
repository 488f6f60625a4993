/** The calls of models that lie in folders of runs, market by market, for somebody who reads along: a list, and one with its texts. */

import { join } from 'node:path';
import { z } from 'zod';
import type {
  ModelCall,
  ModelCallSummary,
  ModelCalls,
  ModelCallsQuery,
  ModelTurn,
} from '../../server/protocol/arena/model-call.ts';
import { lineAt, type Place, readOn } from './growing-file.ts';
import { type RecordedCall, recordedCallSchema } from './recording.ts';
import type { Purpose } from './session.ts';
import { lineSchema, type TranscriptLine } from './transcript.ts';

/** What freelancers and employers are asked holds nothing of an answer key; what judges and writers are asked does. */
const TOLD: ReadonlySet<Purpose> = new Set([
  'bid',
  'code',
  'repair',
  'revision',
  'choose',
  'answer',
  'accept',
  'review',
]);

/** Of a question as it stands on record, what is shown of it. */
const questionSchema = z.object({
  turns: z.array(
    z.object({
      role: z.string(),
      text: z.string(),
      calls: z.array(z.object({ name: z.string(), input: z.unknown() })).default([]),
    }),
  ),
  schema: z.object({ name: z.string() }).nullable(),
  tools: z.array(z.object({ name: z.string() })).default([]),
  maxTokens: z.number(),
  temperature: z.number(),
});
type TurnOnRecord = z.output<typeof questionSchema>['turns'][number];

interface Folder {
  readonly dir: string;
  readonly byMarket: Map<string, TranscriptLine[]>;
  readonly records: Map<string, Place>;
  lines: number;
  recorded: number;
}

interface Found {
  readonly number: number;
  readonly line: TranscriptLine;
  readonly folder: Folder;
}

export interface KeptCalls {
  list(market: string, wanted: ModelCallsQuery): Promise<ModelCalls>;
  /** Null: there is no call of that number. */
  one(market: string, number: number): Promise<ModelCall | null>;
}

function summaryOf({ number, line }: Found): ModelCallSummary {
  const { freelancer, project, purpose, turn, finish, usage, microUsd, workingMs, waitedMs, attempts } = line;
  return { number, freelancer, project, purpose, turn, finish, usage, microUsd, workingMs, waitedMs, attempts };
}

const written = (input: unknown): string => (typeof input === 'string' ? input : JSON.stringify(input, null, 2));

function turnOf({ role, text, calls }: TurnOnRecord): ModelTurn {
  return { role, text, tools: calls.map(({ name, input }) => ({ name, input: written(input) })) };
}

type Texts = Omit<Extract<ModelCall, { texts: 'told' }>, 'call'>;

function textsOf({ model, question, reply }: RecordedCall): Texts {
  const { turns, schema, tools, maxTokens, temperature } = questionSchema.parse(question);
  const answer = { role: 'assistant', text: reply.text, calls: [...(reply.calls ?? [])] };
  const told = { texts: 'told', model: reply.model ?? model, schema: schema?.name ?? null } as const;
  const offered = tools.map(({ name }) => name);
  return { ...told, turns: [...turns, answer].map(turnOf), offered, maxTokens, temperature };
}

function sumsOf(found: readonly Found[]): ModelCalls['sums'] {
  const sums = { inputTokens: 0, outputTokens: 0, microUsd: 0, unpriced: 0, workingMs: 0 };
  for (const { line } of found) {
    sums.inputTokens += line.usage?.input ?? 0;
    sums.outputTokens += line.usage?.output ?? 0;
    sums.microUsd += line.microUsd ?? 0;
    sums.unpriced += line.microUsd === null ? 1 : 0;
    sums.workingMs += line.workingMs;
  }
  return sums;
}

async function recordOf({ folder, line }: Found): Promise<RecordedCall | null> {
  const place = folder.records.get(line.key);
  const text = place === undefined ? null : await lineAt(join(folder.dir, 'model-calls.jsonl'), place);
  return text === null ? null : (recordedCallSchema.safeParse(JSON.parse(text)).data ?? null);
}

/** Where a call stands in its record is found without reading all of it: prompts are long. */
const KEY = /^\{"key":"([0-9a-f]{64})"/;

/** `foldersOf`: where the calls of a market may lie. What is read once is remembered without its texts. */
export function createKeptCalls(foldersOf: (market: string) => Promise<readonly string[]>): KeptCalls {
  const folders = new Map<string, Folder>();
  let turn: Promise<unknown> = Promise.resolve();

  async function readFolder(dir: string): Promise<Folder> {
    const folder = folders.get(dir) ?? { dir, byMarket: new Map(), records: new Map(), lines: 0, recorded: 0 };
    folders.set(dir, folder);
    const fresh: TranscriptLine[] = [];
    const take = (text: string): unknown => fresh.push(lineSchema.parse(JSON.parse(text)));
    folder.lines = await readOn(join(dir, 'transcript.jsonl'), folder.lines, take);
    // Only when all of them were read: a line that is none must not have the others taken twice.
    for (const line of fresh) {
      const known = folder.byMarket.get(line.market);
      if (known === undefined) folder.byMarket.set(line.market, [line]);
      else known.push(line);
    }
    folder.recorded = await readOn(join(dir, 'model-calls.jsonl'), folder.recorded, (text, place) => {
      const key = KEY.exec(text)?.[1];
      if (key !== undefined) folder.records.set(key, place);
    });
    return folder;
  }

  /** One reads at a time: two would take the same lines twice. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const next = turn.then(work, work);
    turn = next;
    return next;
  }

  async function foundIn(market: string): Promise<readonly Found[]> {
    const dirs = await foldersOf(market);
    const read: Folder[] = [];
    for (const dir of dirs) read.push(await inTurn(() => readFolder(dir)));
    const all = read.flatMap((folder) => (folder.byMarket.get(market) ?? []).map((line) => ({ line, folder })));
    return all.map((one, index) => ({ ...one, number: index + 1 }));
  }

  return {
    list: async (market, { freelancer, project, after, limit }) => {
      const all = await foundIn(market);
      const own = freelancer === undefined ? all : all.filter(({ line }) => line.freelancer === freelancer);
      const fitting = project === undefined ? own : own.filter(({ line }) => line.project === project);
      const page = fitting.filter(({ number }) => number > after).slice(0, limit);
      const last = page.at(-1)?.number ?? after;
      const more = fitting.some(({ number }) => number > last);
      return {
        kept: true,
        count: fitting.length,
        sums: sumsOf(fitting),
        projects: [...new Set(own.map(({ line }) => line.project))],
        calls: page.map(summaryOf),
        next: more ? last : null,
      };
    },
    one: async (market, number) => {
      const found = (await foundIn(market))[number - 1];
      if (found === undefined) return null;
      const call = summaryOf(found);
      if (!TOLD.has(found.line.purpose)) return { texts: 'withheld', call };
      const record = await recordOf(found);
      return record === null ? { texts: 'lost', call } : { ...textsOf(record), call };
    },
  };
}
