/** After `npm start`: whoever sits at a terminal can look at what was played, in a browser; nobody else is kept waiting. */

import type { Serving } from '../server/serving.ts';

export interface Seat {
  /** Tournaments that were named; none: the study. */
  readonly files: readonly string[];
  readonly quiet: boolean;
  readonly noServe: boolean;
  /** Whether a terminal stands at the side that is read from, and at the side that is written to. */
  readonly input: boolean;
  readonly output: boolean;
}

/** Whether the run is served at its end. What was named by hand, piped or started by a script ends when it is played. */
export function looksOn({ files, quiet, noServe, input, output }: Seat): boolean {
  return files.length === 0 && input && output && !quiet && !noServe;
}

/** For people who are about to open a page. */
export function invitation(url: string, { ownerLink }: Pick<Serving, 'ownerLink'>): string {
  const page = ownerLink === null ? url : `${url}/join/${ownerLink}`;
  const why = ownerLink === null ? 'sign in as before' : 'the link makes you its researcher, once';
  return `\nThe last run is open at ${page}\n(${why}). Ctrl-C ends this.\n`;
}

/** Serves a run's database to this machine until Ctrl-C, at the usual port or, where somebody has it, at another. */
export async function lookOn(database: string, signal: AbortSignal): Promise<void> {
  // A server is half of what there is to load, and most runs end without one.
  const [{ readOptions }, { serveUntilTold }] = await Promise.all([
    import('./serve-options.ts'),
    import('./serve-until-told.ts'),
  ]);
  const options = { ...readOptions(['--db', database, '--quiet']), anyPort: true };
  await serveUntilTold(options, signal, invitation);
}
