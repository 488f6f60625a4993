/** What Freelancer.com does not have, one file a noun. */

import type { FastifyInstance } from 'fastify';
import type { RouteOptions } from '../route-options.ts';
import { addActiveTimeRoutes } from './arena/active-time.ts';
import { addAdmissionCheckRoutes } from './arena/admission-checks.ts';
import { addClockRoutes } from './arena/clock.ts';
import { addCommandRoutes } from './arena/commands.ts';
import { addDeliveryRoutes } from './arena/deliveries.ts';
import { addDocumentRoutes } from './arena/documents.ts';
import { addDraftRoutes } from './arena/drafts.ts';
import { addEventRoutes } from './arena/events.ts';
import { addLedgerRoutes } from './arena/ledger.ts';
import { addMarketRoutes } from './arena/markets.ts';
import { addMechanismRoutes } from './arena/mechanisms.ts';
import { addMetricsRoute } from './arena/metrics.ts';
import { addModelCallRoutes } from './arena/model-calls.ts';
import { addPackageRoutes } from './arena/packages.ts';
import { addParticipantRoutes } from './arena/participants.ts';
import { addProjectWritingRoutes } from './arena/project-writing.ts';
import { addTournamentRoutes } from './arena/tournaments.ts';

export function addArenaRoutes(app: FastifyInstance, options: RouteOptions): void {
  addCommandRoutes(app, options);
  addDocumentRoutes(app, options);
  addMarketRoutes(app, options);
  addParticipantRoutes(app, options);
  addPackageRoutes(app, options);
  addAdmissionCheckRoutes(app, options);
  addProjectWritingRoutes(app, options);
  addDeliveryRoutes(app, options);
  addDraftRoutes(app, options);
  addActiveTimeRoutes(app, options);
  addLedgerRoutes(app, options);
  addEventRoutes(app, options);
  addMechanismRoutes(app, options);
  addClockRoutes(app, options);
  addTournamentRoutes(app, options);
  addModelCallRoutes(app, options);
  addMetricsRoute(app, options);
}
