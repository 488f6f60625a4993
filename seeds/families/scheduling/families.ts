/** Families of the category `scheduling`. */

import type { StudyFamily } from '../study-family.ts';
import { buildOrder } from './build-order.ts';
import { deliveryTour } from './delivery-tour.ts';
import { machineQueue } from './machine-queue.ts';
import { tournamentPairings } from './tournament-pairings.ts';

export const schedulingFamilies: readonly StudyFamily[] = [buildOrder, deliveryTour, machineQueue, tournamentPairings];
