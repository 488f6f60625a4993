/** Freelancer.com's own routes, one file a noun. */

import type { FastifyInstance } from 'fastify';
import type { RouteOptions } from '../route-options.ts';
import { addBidInfoRoutes } from './freelancer/bid-info.ts';
import { addBidRoutes } from './freelancer/bids.ts';
import { addContestRoutes } from './freelancer/contests.ts';
import { addEntryRoutes } from './freelancer/entries.ts';
import { addListRoutes } from './freelancer/lists.ts';
import { addMessageRoutes } from './freelancer/messages.ts';
import { addMilestoneRequestRoutes } from './freelancer/milestone-requests.ts';
import { addMilestoneRoutes } from './freelancer/milestones.ts';
import { addProjectWriteRoutes } from './freelancer/project-writes.ts';
import { addProjectRoutes } from './freelancer/projects.ts';
import { addReviewRoutes } from './freelancer/reviews.ts';
import { addThreadRoutes } from './freelancer/threads.ts';
import { addTrackRoutes } from './freelancer/tracks.ts';
import { addUserWorkRoutes } from './freelancer/user-work.ts';
import { addUserRoutes } from './freelancer/users.ts';

export function addFreelancerRoutes(app: FastifyInstance, options: RouteOptions): void {
  addProjectRoutes(app, options);
  addProjectWriteRoutes(app, options);
  addBidRoutes(app, options);
  addBidInfoRoutes(app, options);
  addMilestoneRoutes(app, options);
  addMilestoneRequestRoutes(app, options);
  addReviewRoutes(app, options);
  addTrackRoutes(app, options);
  addListRoutes(app, options);
  addUserRoutes(app, options);
  addUserWorkRoutes(app, options);
  addThreadRoutes(app, options);
  addMessageRoutes(app, options);
  addContestRoutes(app, options);
  addEntryRoutes(app, options);
}
