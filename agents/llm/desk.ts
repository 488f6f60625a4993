/** What lies before a freelancer while it works: its files as they are now, and the best state of them that was tried. */

import type { Files } from '../../server/protocol/arena/acceptance.ts';
import type { Draft } from '../../server/protocol/arena/delivery.ts';

export interface Desk {
  readonly files: Files;
  write(path: string, content: string): void;
  /** Tries the files as they are, or says again what came of it when nothing has changed. Null: nobody can run them here. */
  run(): Promise<Draft | null>;
  /** What the last run said, of the files as they are now; undefined: they have changed since, or none was. */
  readonly tried: Draft | null | undefined;
  /** Runs so far, those of unchanged files not counted. */
  readonly runs: number;
  /** The files that passed most, the later of equals; null: there are none. */
  best(): { readonly files: Files; readonly draft: Draft | null } | null;
}

type Tried = { readonly files: Files; readonly draft: Draft | null };

function isBetter(draft: Draft | null, than: Draft | null): boolean {
  if (draft === null || than === null) return draft !== null || than === null;
  return draft.casesPassed >= than.casesPassed;
}

/** `main`: the file without which there is no program. */
export function createDesk(main: string, tryOut: (files: Files) => Promise<Draft | null>): Desk {
  let files: Files = {};
  let tried: Draft | null | undefined;
  let best: Tried | null = null;
  let runs = 0;
  return {
    get files() {
      return files;
    },
    get tried() {
      return tried;
    },
    get runs() {
      return runs;
    },
    write(path, content) {
      files = { ...files, [path]: content };
      tried = undefined;
    },
    async run() {
      if (tried !== undefined) return tried;
      runs += 1;
      tried = await tryOut(files);
      if (isBetter(tried, best?.draft ?? null)) best = { files, draft: tried };
      return tried;
    },
    best: () => best ?? (Object.hasOwn(files, main) ? { files, draft: null } : null),
  };
}
