/** Families of the category `scheduling`. */

import type { StudyFamily } from '../study-family.ts';
import { appointmentSlots } from './appointment-slots.ts';
import { buildOrder } from './build-order.ts';
import { deliveryTour } from './delivery-tour.ts';
import { machineQueue } from './machine-queue.ts';
import { shiftRoster } from './shift-roster.ts';
import { tournamentPairings } from './tournament-pairings.ts';

export const schedulingFamilies: readonly StudyFamily[] = [
  appointmentSlots,
  buildOrder,
  deliveryTour,
  machineQueue,
  shiftRoster,
  tournamentPairings,
];
