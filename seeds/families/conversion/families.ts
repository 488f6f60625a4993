/** Study families of the category conversion. */

import type { StudyFamily } from '../study-family.ts';
import { contactCards } from './contact-cards.ts';
import { gpsTracks } from './gps-tracks.ts';
import { subtitleFiles } from './subtitle-files.ts';

export const conversionFamilies: readonly StudyFamily[] = [contactCards, gpsTracks, subtitleFiles];
