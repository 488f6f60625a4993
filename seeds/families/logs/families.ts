/** Families of the category `logs`. */

import type { StudyFamily } from '../study-family.ts';
import { alertRules } from './alert-rules.ts';
import { clickSessions } from './click-sessions.ts';
import { logMerge } from './log-merge.ts';
import { logQueries } from './log-queries.ts';
import { logTemplates } from './log-templates.ts';
import { webAccessLogs } from './web-access-logs.ts';

export const logFamilies: readonly StudyFamily[] = [
  alertRules,
  clickSessions,
  logMerge,
  logQueries,
  logTemplates,
  webAccessLogs,
];
