/** Study families of the category extension. */

import type { StudyFamily } from '../study-family.ts';
import { growingStores } from './growing-stores.ts';

export const extensionFamilies: readonly StudyFamily[] = [growingStores];
