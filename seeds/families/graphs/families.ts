/** Families of the category `graphs`. */

import type { StudyFamily } from '../study-family.ts';
import { cablePlan } from './cable-plan.ts';
import { networkOutage } from './network-outage.ts';

export const graphFamilies: readonly StudyFamily[] = [cablePlan, networkOutage];
