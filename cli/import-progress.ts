/** How far an import has come, on one line of a terminal that is being watched. */

import type { Counts } from '../server/admission/import/import.ts';

const EVERY_MS = 200;

export interface ImportProgress {
  at(counts: Counts): void;
  /** Clears the line; may be called again. */
  end(): void;
}

export function importProgress(quiet: boolean, to: NodeJS.WriteStream = process.stderr): ImportProgress {
  if (quiet || !to.isTTY) return { at: () => {}, end: () => {} };
  let shownAt = 0;
  let isShown = false;
  return {
    at: ({ imported, skipped }) => {
      const now = performance.now();
      if (now - shownAt < EVERY_MS) return;
      shownAt = now;
      isShown = true;
      to.write(`\r\u001b[K${imported} imported, ${skipped} skipped`);
    },
    end: () => {
      if (isShown) to.write('\r\u001b[K');
      isShown = false;
    },
  };
}
