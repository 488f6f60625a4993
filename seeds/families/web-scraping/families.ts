/** Study families of the category web_scraping. */

import type { StudyFamily } from '../study-family.ts';
import { formSubmissions } from './form-submissions.ts';
import { offerPages } from './offer-pages.ts';
import { pageAudits } from './page-audits.ts';
import { readableTexts } from './readable-texts.ts';

export const webScrapingFamilies: readonly StudyFamily[] = [formSubmissions, offerPages, pageAudits, readableTexts];
