/** Handing files in: two steps of the door as one call, the same however often it is made. */

import { canonicalJson } from '../../kernel/hash.ts';
import type { ProjectId } from '../../kernel/id.ts';
import type { Files } from '../arena/acceptance.ts';
import type { Answer, ArenaClient } from '../arena/client.ts';
import { FILES_MEDIA_TYPE } from '../arena/files.ts';

export interface Handing {
  /** Names the delivery: the same id with the same files again is the same delivery. */
  readonly id: string;
  readonly projectId: ProjectId;
  /** Texts by path. */
  readonly files: Files;
}

/** Keeps the files as a document and hands it in. Rejects with a `DocumentRefused` where they are too large. */
export async function deliver(client: ArenaClient, { id, projectId, files }: Handing): Promise<Answer> {
  const body = canonicalJson(files);
  // The id as nonce: after a restart the same delivery has the same hash, and so is the same command.
  const filesHash = await client.put({ mediaType: FILES_MEDIA_TYPE, nonce: id.slice(0, 200), body });
  const bytes = new TextEncoder().encode(body).length;
  return client.send(id, { type: 'SubmitDelivery', projectId, filesHash, bytes });
}
