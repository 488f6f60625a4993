/** Study families of the category web_scraping. */

import type { StudyFamily } from '../study-family.ts';
import { offerPages } from './offer-pages.ts';
import { pageAudits } from './page-audits.ts';
import { readableTexts } from './readable-texts.ts';

export const webScrapingFamilies: readonly StudyFamily[] = [offerPages, pageAudits, readableTexts];
