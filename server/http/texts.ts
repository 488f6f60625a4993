/** The texts that events name, read as the viewer who saw the event; the most recent ones are kept. */

import { z } from 'zod';
import type { Engine } from '../engine/engine.ts';
import type { MarketId } from '../kernel/id.ts';
import type { Viewer } from '../market/view.ts';
import type { SeenDocument } from '../protocol/arena/seen/things.ts';

/** Texts kept, whoever saw them: a hash is only ever looked up for a viewer whose own event names it. */
const KEPT = 20_000;

const postingSchema = z.looseObject({ title: z.string(), description: z.string() });
const profileSchema = z.looseObject({ name: z.string() });
export type PostingText = z.infer<typeof postingSchema>;
export type ProfileText = z.infer<typeof profileSchema>;

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

export function createTexts(engine: Engine): Texts {
  const kept = new Map<string, string>();
  /** Counts erasures: a text that was being read meanwhile may be one of them, and is not kept. */
  let erasures = 0;
  const stop = engine.onErased((marketId, hash) => {
    erasures += 1;
    kept.delete(`${marketId}/${hash}`);
  });

  async function text(marketId: MarketId, viewer: Viewer, { hash, cursor }: SeenDocument): Promise<string | null> {
    const key = `${marketId}/${hash}`;
    const known = kept.get(key);
    if (known !== undefined) return known;
    const before = erasures;
    const content = await engine.content(marketId, viewer, { contentHash: hash, cursor });
    if (content === null || content === 'erased') return null;
    if (erasures !== before) return content.body;
    kept.set(key, content.body);
    const [oldest] = kept.keys();
    if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
    return content.body;
  }

  return {
    text,
    posting: async (marketId, viewer, document) => {
      const found = read(postingSchema, await text(marketId, viewer, document));
      return found ?? { title: '', description: '' };
    },
    profile: async (marketId, viewer, document) => read(profileSchema, await text(marketId, viewer, document)),
    close: stop,
  };
}
