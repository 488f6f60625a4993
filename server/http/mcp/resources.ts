/** Projects as resources: pages that a person can hand to a model, under addresses that say what they are. */

import { type McpServer, ResourceNotFoundError, ResourceTemplate } from '@modelcontextprotocol/server';
import { projectIn } from '../freelancer/looking.ts';
import { problems } from '../wire-error.ts';
import { projectOf, projectUri } from './pages.ts';
import { type Call, lookIn, noted } from './tool.ts';

const TEMPLATE = 'arena://market/{market}/project/{projectId}';
const JSON_TYPE = 'application/json';
/** Listed at once, the newest first; any other is read by its number. */
const LISTED = 100;
const COMPLETED = 50;

async function listed(call: Call) {
  const look = await lookIn(call);
  const { market } = look;
  const newest = [...market.projects.values()].slice(-LISTED).reverse();
  const resources = newest.map((project) => {
    const { projectId, status, posting } = project;
    const uri = projectUri(look, project);
    // The employer's own title stays in the page, where it is marked as somebody's text.
    const title = `Project ${projectId}: ${status.replace('_', ' ')}, at most ${posting.budgetMaxCents / 100}`;
    return { uri, name: `project-${projectId}`, title, mimeType: JSON_TYPE };
  });
  return { resources };
}

async function read(call: Call, uri: URL, market: string, projectId: string) {
  const look = await lookIn(call);
  const { place } = look;
  // Another market's project is not the caller's to see by this token, so there is none of this address.
  if (market !== place.marketId || !/^[1-9][0-9]{0,14}$/.test(projectId)) throw problems.notFound(uri.href);
  const project = projectIn(look, Number(projectId));
  const page = await projectOf(look, call.options.texts, project, await call.options.arena.engine.now(place.marketId));
  return { contents: [{ uri: uri.href, mimeType: JSON_TYPE, text: JSON.stringify(page) }] };
}

export function addResources(server: McpServer, call: Call): void {
  const template = new ResourceTemplate(TEMPLATE, {
    list: () => listed(call),
    complete: {
      market: async () => [(await lookIn(call)).place.marketId],
      projectId: async (begun) => {
        const ids = [...(await lookIn(call)).market.projects.keys()].map(String);
        return ids.filter((id) => id.startsWith(begun)).slice(0, COMPLETED);
      },
    },
  });
  const config = {
    title: 'A project',
    description: 'A project in full, as you may see it: what is asked, the visible cases, bids, the award',
    mimeType: JSON_TYPE,
  };
  server.registerResource('project', template, config, async (uri, { market = '', projectId = '' }) => {
    try {
      return await read(call, uri, String(market), String(projectId));
    } catch (thrown) {
      const { status, message } = noted(call, thrown);
      throw status === 404 ? new ResourceNotFoundError(uri.href) : new Error(message);
    }
  });
}
