/** `arena openapi`: prints the OpenAPI document of this version, as docs/openapi.json has it. */

import { createMemoryAccess } from '../db/memory/access.ts';
import { createMemoryStore } from '../db/memory/store.ts';
import { createArena } from '../server/app.ts';
import { openApiText } from '../server/http/routes/arena/openapi.ts';
import { buildServer } from '../server/http/server.ts';

export async function run(): Promise<number> {
  const arena = createArena({ store: createMemoryStore() });
  const app = await buildServer({ arena, access: createMemoryAccess(), wallNow: Date.now, log: null });
  await app.ready();
  process.stdout.write(openApiText(app));
  await app.close();
  await arena.close();
  return 0;
}
