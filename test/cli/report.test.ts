/** Reports, exports and bundles, all of the same three small runs: playing them is most of what this costs. */

import { rmSync } from 'node:fs';
import { afterAll, beforeAll } from 'vitest';
import { hostileFolder, playHostileRuns } from '../helpers/hostile-runs.ts';
import { bundleCases } from './bundle.cases.ts';
import { exportCases } from './export.cases.ts';
import { reportCases } from './report.cases.ts';

const runs = hostileFolder();

beforeAll(() => playHostileRuns(runs), 600_000);
afterAll(() => rmSync(runs.folder, { recursive: true, force: true }));

reportCases(runs);
exportCases(runs);
bundleCases(runs);
