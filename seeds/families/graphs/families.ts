/** Families of the category `graphs`. */

import type { StudyFamily } from '../study-family.ts';
import { networkOutage } from './network-outage.ts';

export const graphFamilies: readonly StudyFamily[] = [networkOutage];
