/** Study families of the category repair. */

import type { StudyFamily } from '../study-family.ts';
import { brokenBallots } from './broken-ballots.ts';
import { brokenReports } from './broken-reports.ts';
import { brokenRobots } from './broken-robots.ts';
import { brokenTimetables } from './broken-timetables.ts';

export const repairFamilies: readonly StudyFamily[] = [brokenBallots, brokenReports, brokenRobots, brokenTimetables];
