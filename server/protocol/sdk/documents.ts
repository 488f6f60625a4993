/** Texts and files by their hash, over HTTP. */

import type { ContentHash } from '../../kernel/id.ts';
import type { Document } from '../arena/client.ts';
import { type Http, ProblemFault } from './http.ts';
import { documentResult } from './wire.ts';

const NOT_FOUND = 404;
const ERASED = 'RestExceptionCodes.ERASED';

/** A document named by an event that the caller may see, at the caller's cursor of it; null when there is none. */
export async function readDocument(
  { call }: Http,
  contentHash: ContentHash,
  cursor: number,
): Promise<Document | 'erased' | null> {
  try {
    const path = `/documents/${encodeURIComponent(contentHash)}`;
    return await call({ method: 'GET', path, query: { cursor } }, documentResult);
  } catch (thrown) {
    if (!(thrown instanceof ProblemFault) || thrown.problem.status !== NOT_FOUND) throw thrown;
    return thrown.problem.errorCode === ERASED ? 'erased' : null;
  }
}
