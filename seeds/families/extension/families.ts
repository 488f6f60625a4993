/** Study families of the category extension. */

import type { StudyFamily } from '../study-family.ts';
import { growingCalculators } from './growing-calculators.ts';
import { growingLibraries } from './growing-libraries.ts';
import { growingStores } from './growing-stores.ts';
import { growingTills } from './growing-tills.ts';

export const extensionFamilies: readonly StudyFamily[] = [
  growingCalculators,
  growingLibraries,
  growingStores,
  growingTills,
];
