/** Study families of the category web_scraping. */

import type { StudyFamily } from '../study-family.ts';

export const webScrapingFamilies: readonly StudyFamily[] = [];
