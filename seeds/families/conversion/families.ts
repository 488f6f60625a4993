/** Study families of the category conversion. */

import type { StudyFamily } from '../study-family.ts';
import { calendarFeeds } from './calendar-feeds.ts';
import { contactCards } from './contact-cards.ts';
import { gpsTracks } from './gps-tracks.ts';
import { settingsFiles } from './settings-files.ts';
import { subtitleFiles } from './subtitle-files.ts';

export const conversionFamilies: readonly StudyFamily[] = [
  calendarFeeds,
  contactCards,
  gpsTracks,
  settingsFiles,
  subtitleFiles,
];
