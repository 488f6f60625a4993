/** The texts that events name, read as the viewer who saw the event; the most recent ones are kept. */

import { z } from 'zod';
import type { Engine } from '../engine/engine.ts';
import type { MarketId } from '../kernel/id.ts';
import { type Viewer, WATCHER } from '../market/view.ts';
import type { SeenDocument } from '../protocol/arena/seen/things.ts';

/** Texts kept, whoever saw them: a hash is only ever looked up for a viewer whose own event names it. */
const KEPT = 20_000;

const postingSchema = z.looseObject({ title: z.string(), description: z.string() });
const profileSchema = z.looseObject({ name: z.string() });
export type PostingText = Readonly<z.infer<typeof postingSchema>>;
export type ProfileText = z.infer<typeof profileSchema>;

const NO_POSTING: PostingText = Object.freeze({ title: '', description: '' });

export interface Texts {
  /** The body of the document; null when it was erased. */
  text(marketId: MarketId, viewer: Viewer, document: SeenDocument): Promise<string | null>;
  /** Title and description of a posting, and whatever else its employer wrote. Erased or unreadable: empty ones. */
  posting(marketId: MarketId, viewer: Viewer, document: SeenDocument): Promise<PostingText>;
  profile(marketId: MarketId, viewer: Viewer, document: SeenDocument): Promise<ProfileText | null>;
  close(): void;
}

/** Documents are written by participants: what is no JSON of the form is told as nothing, not as trouble. */
function read<T>(schema: z.ZodType<T>, body: string | null): T | null {
  if (body === null) return null;
  try {
    const parsed = schema.safeParse(JSON.parse(body));
    return parsed.success ? parsed.data : null;
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return null;
    throw thrown;
  }
}

/** The document as this viewer may read it: it stands in everybody's cursor where everybody may, or else in the viewer's own. */
export async function contentSeen(
  engine: Engine,
  marketId: MarketId,
  viewer: Viewer,
  { hash, cursor }: SeenDocument,
): ReturnType<Engine['content']> {
  const request = { contentHash: hash, cursor };
  const everybodys = viewer.kind === 'participant' ? await engine.content(marketId, WATCHER, request) : null;
  return everybodys ?? engine.content(marketId, viewer, request);
}

/** Keeps one more, and gives up the oldest where there are too many. */
function keep<T>(kept: Map<string, T>, key: string, value: T): void {
  kept.set(key, value);
  const [oldest] = kept.keys();
  if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
}

export function createTexts(engine: Engine): Texts {
  const kept = new Map<string, string | null>();
  /** Postings by their hash, read once: each bid on a project asks for the hours that its posting names. */
  const postings = new Map<string, PostingText>();
  /** Counts erasures: a text that was being read meanwhile may be one of them, and is not kept. */
  let erasures = 0;
  const stop = engine.onErased((marketId, hash) => {
    erasures += 1;
    kept.delete(`${marketId}/${hash}`);
    postings.delete(hash);
  });

  async function text(marketId: MarketId, viewer: Viewer, document: SeenDocument): Promise<string | null> {
    const key = `${marketId}/${document.hash}`;
    const known = kept.get(key);
    if (known !== undefined) return known;
    const before = erasures;
    const content = await contentSeen(engine, marketId, viewer, document);
    // Null: not there yet, or not this viewer's to see. Erased: so for everybody, and for good.
    if (content === null) return null;
    const body = content === 'erased' ? null : content.body;
    if (erasures === before) keep(kept, key, body);
    return body;
  }

  async function posting(marketId: MarketId, viewer: Viewer, document: SeenDocument): Promise<PostingText> {
    const known = postings.get(document.hash);
    if (known !== undefined) return known;
    const before = erasures;
    const body = await text(marketId, viewer, document);
    if (body === null) return NO_POSTING;
    const found = Object.freeze(read(postingSchema, body) ?? NO_POSTING);
    if (erasures === before) keep(postings, document.hash, found);
    return found;
  }

  return {
    text,
    posting,
    profile: async (marketId, viewer, document) => read(profileSchema, await text(marketId, viewer, document)),
    close: stop,
  };
}
