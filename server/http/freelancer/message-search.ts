/** Looks for words in messages that the caller may read. */

import type { RouteOptions } from '../route-options.ts';
import type { Look } from './looking.ts';
import { saidIn } from './present-message.ts';
import type { Placed } from './thread-filter.ts';

/** Characters on either side of what was found. */
const AROUND = 40;

/** Whether a text holds every word that is looked for, in any case. No words: it does. */
export function holds(text: string, query: string): boolean {
  const said = text.toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => said.includes(word));
}

/** A piece of the text around the first word that was found. */
export function snippetOf(text: string, query: string): string {
  const [word = ''] = query.trim().toLowerCase().split(/\s+/);
  const at = Math.max(0, text.toLowerCase().indexOf(word));
  return text.slice(Math.max(0, at - AROUND), at + word.length + AROUND);
}

export interface Found extends Placed {
  readonly text: string;
}

/** Those whose text, or the name of a file of theirs, holds the words. */
export async function searched(
  look: Look,
  options: Pick<RouteOptions, 'texts'>,
  messages: readonly Placed[],
  query: string,
): Promise<Found[]> {
  const read = await Promise.all(
    messages.map(async (placed) => {
      const { text, files } = await saidIn(look, options, placed.message);
      return { ...placed, text: [text, ...files.map(({ filename }) => filename)].join('\n') };
    }),
  );
  return read.filter(({ text }) => holds(text, query));
}

/** The messages with those next to them in their threads, newest first, each once. */
export function withNeighbours(messages: readonly Placed[], above: number, below: number): Placed[] {
  const found = new Map<number, Placed>();
  for (const { thread, message } of messages) {
    const index = thread.messages.indexOf(message);
    for (const near of thread.messages.slice(Math.max(0, index - above), index + below + 1)) {
      found.set(near.messageId, { thread, message: near });
    }
  }
  return [...found.values()].toSorted((one, other) => other.message.messageId - one.message.messageId);
}
