/** How people and programs come in, and what those who let them in need for it. */

import type { FastifyInstance } from 'fastify';
import type { Entrance } from '../entrance.ts';
import type { ServerOptions } from '../ports.ts';
import { addAccountRoutes } from './access/account.ts';
import { addAdmissionRoutes } from './access/admission.ts';
import { addApplicationRoutes } from './access/applications.ts';
import { addInviteRoutes } from './access/invites.ts';
import { addJoinPage } from './access/join-page.ts';
import { addResearcherRoutes } from './access/researchers.ts';
import { addSessionRoutes } from './access/sessions.ts';
import { addTokenRoutes } from './access/tokens.ts';
import { addAuthoriseRoutes } from './oauth/authorise.ts';
import { addOAuthMetadataRoutes } from './oauth/metadata.ts';
import { addOAuthTokenRoute } from './oauth/token.ts';

/** What every route file here is given. */
export interface AccessRouteOptions extends ServerOptions {
  readonly entrance: Entrance;
}

export function addAccessRoutes(app: FastifyInstance, options: AccessRouteOptions): void {
  addSessionRoutes(app, options);
  addAccountRoutes(app, options);
  addTokenRoutes(app, options);
  addInviteRoutes(app, options);
  addAdmissionRoutes(app, options);
  addResearcherRoutes(app, options);
  addApplicationRoutes(app, options);
  addJoinPage(app, options);
  addAuthoriseRoutes(app, options);
  addOAuthTokenRoute(app, options);
  addOAuthMetadataRoutes(app, options);
}
