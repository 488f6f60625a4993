/** Studies with people: routes of whoever takes part, and of the researcher. */

import type { FastifyInstance } from 'fastify';
import type { Entrance } from '../entrance.ts';
import type { PeopleStudies } from '../people-port.ts';
import type { RouteOptions } from '../route-options.ts';
import { WireError } from '../wire-error.ts';
import { addRunningRoutes } from './people/running.ts';
import { addStudyDataRoutes } from './people/study-data.ts';
import { addTakingPartRoutes } from './people/taking-part.ts';

export interface PeopleRouteOptions extends RouteOptions {
  readonly entrance: Entrance;
}

export function studiesOf({ people }: Pick<PeopleRouteOptions, 'people'>): PeopleStudies {
  if (people) return people;
  throw new WireError({
    status: 409,
    code: 'PeopleStudyExceptionCodes.NOT_KEPT',
    message: 'This server keeps no studies with people: it needs a database and a sandbox',
  });
}

export function addPeopleRoutes(app: FastifyInstance, options: PeopleRouteOptions): void {
  addTakingPartRoutes(app, options);
  addRunningRoutes(app, options);
  addStudyDataRoutes(app, options);
}
