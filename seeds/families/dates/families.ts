/** Families of the category `dates`. */

import type { StudyFamily } from '../study-family.ts';
import { anniversaries } from './anniversaries.ts';
import { businessDays } from './business-days.ts';
import { openingHours } from './opening-hours.ts';
import { recurringDates } from './recurring-dates.ts';
import { timeSheets } from './time-sheets.ts';
import { worldClock } from './world-clock.ts';

export const dateFamilies: readonly StudyFamily[] = [
  anniversaries,
  businessDays,
  openingHours,
  recurringDates,
  timeSheets,
  worldClock,
];
