/** Study families of the category bytes. */

import type { StudyFamily } from '../study-family.ts';
import { hexDumps } from './hex-dumps.ts';

export const bytesFamilies: readonly StudyFamily[] = [hexDumps];
