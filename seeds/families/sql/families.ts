/** The families of SQL: one SELECT over given tables. */

import type { StudyFamily } from '../study-family.ts';
import { sqlCrossTabs } from './sql-cross-tabs.ts';
import { sqlDateBuckets } from './sql-date-buckets.ts';
import { sqlMatchingSets } from './sql-matching-sets.ts';
import { sqlTopPerGroup } from './sql-top-per-group.ts';

export const sqlFamilies: readonly StudyFamily[] = [sqlCrossTabs, sqlDateBuckets, sqlMatchingSets, sqlTopPerGroup];
