/** Where a run lies, and how it is looked at. */

import type { RunFolder } from '../agents/tournament/run-folder.ts';

export function placeText({ dir, database }: RunFolder): string {
  return `In ${dir}: standing.json, standing.csv, log/, market.db, manifest.json
To see it in a browser: npx arena serve --db ${database}\n`;
}
