/** The MCP server over streamable HTTP, asked by the official client of MCP. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import { call, type McpStage, openMcp, refused } from './mcp-stage.ts';

let stage: McpStage;
beforeAll(async () => {
  stage = await openMcp();
});
afterAll(() => stage.close());

test.each(['modern', 'legacy'] as const)('a client of the %s protocol finds tools and projects', async (era) => {
  const client = await stage.client('fay', era);
  const { tools } = await client.listTools();
  expect(tools.map(({ name }) => name)).toContain('place_bid');
  for (const tool of tools) expect(tool).toMatchObject({ title: expect.any(String), outputSchema: { type: 'object' } });
  const found = await call(client, 'find_projects', { query: 'sorts' });
  expect(found).toMatchObject({ totalCount: 1, projects: [{ projectId: 2, ownBidId: null }] });
  console.log(
    JSON.stringify(tools[3], null, 1),
    JSON.stringify(await call(client, 'list_actions')),
    JSON.stringify(await call(client, 'read_project', { projectId: 1 })),
  );
  console.log(
    JSON.stringify(await client.listResources()),
    JSON.stringify(await client.readResource({ uri: 'arena://market/high-street/project/2' })),
  );
  console.log(
    await refused(client, 'place_bid', { projectId: 1, amountCents: 100, days: 1 }),
    await refused(client, 'place_bid', { projectId: 1, amountCents: '100', days: 1 }),
  );
});
