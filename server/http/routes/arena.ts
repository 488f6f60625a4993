/** What Freelancer.com does not have, one file a noun. */

import type { FastifyInstance } from 'fastify';
import type { RouteOptions } from '../route-options.ts';
import { addCommandRoutes } from './arena/commands.ts';
import { addDocumentRoutes } from './arena/documents.ts';

export function addArenaRoutes(app: FastifyInstance, options: RouteOptions): void {
  addCommandRoutes(app, options);
  addDocumentRoutes(app, options);
}
