/** Families of the category `graphs`. */

import type { StudyFamily } from '../study-family.ts';
import { cablePlan } from './cable-plan.ts';
import { kinship } from './kinship.ts';
import { networkOutage } from './network-outage.ts';
import { orgChart } from './org-chart.ts';
import { seatingConflicts } from './seating-conflicts.ts';

export const graphFamilies: readonly StudyFamily[] = [cablePlan, kinship, networkOutage, orgChart, seatingConflicts];
