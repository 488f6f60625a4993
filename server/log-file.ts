/** A market's log as a file of lines, written whole or not at all, and read back line by line. */

import { createReadStream, createWriteStream } from 'node:fs';
import { rename } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { logLine, parseLogLine } from './engine/chain.ts';
import { Fault, reasonOf } from './engine/fault.ts';
import { eventsAfter } from './engine/load.ts';
import type { Store } from './engine/ports.ts';
import type { MarketId } from './kernel/id.ts';
import type { LoggedEvent } from './market/event.ts';

async function* linesOf(store: Store, id: MarketId): AsyncGenerator<string> {
  for await (const logged of eventsAfter(store, id, 0)) yield `${logLine(logged)}\n`;
}

/** Writes the log of a market as NDJSON: equal logs are equal bytes. The file appears only when it is complete. */
export async function exportLog(store: Store, id: MarketId, file: string): Promise<void> {
  const unfinished = `${file}.unfinished`;
  await pipeline(Readable.from(linesOf(store, id)), createWriteStream(unfinished));
  await rename(unfinished, file);
}

/** The events of an exported log, in order. A line that is none rejects with a `Fault` naming it. */
export async function* readLog(file: string): AsyncGenerator<LoggedEvent> {
  let number = 0;
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1;
    if (line === '') continue;
    yield parseLine(line, number, file);
  }
}

function parseLine(line: string, number: number, file: string): LoggedEvent {
  try {
    return parseLogLine(line);
  } catch (thrown) {
    throw new Fault('log_damaged', `${file}, line ${number}: ${reasonOf(thrown)}`, thrown);
  }
}
