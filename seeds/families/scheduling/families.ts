/** Families of the category `scheduling`. */

import type { StudyFamily } from '../study-family.ts';
import { buildOrder } from './build-order.ts';

export const schedulingFamilies: readonly StudyFamily[] = [buildOrder];
