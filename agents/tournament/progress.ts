/** One line that says how far a run is; only where somebody is watching, and never in the way of the results. */

export interface Progress {
  /** Done so far, of all. */
  at(done: number, total: number): void;
  end(): void;
}

interface Screen {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** How often the line is written, in wall milliseconds. */
const EVERY_MS = 100;

export function span(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** Progress on `screen` (standard error), with rate and time left. Silent unless it is a terminal. */
export function createProgress(label: string, screen: Screen = process.stderr, now: () => number = Date.now): Progress {
  if (screen.isTTY !== true) return { at: () => {}, end: () => {} };
  const startedAt = now();
  let writtenAt = Number.NEGATIVE_INFINITY;
  return {
    at: (done, total) => {
      if (now() - writtenAt < EVERY_MS && done < total) return;
      writtenAt = now();
      const seconds = (writtenAt - startedAt) / 1_000;
      const rate = seconds > 0 ? done / seconds : 0;
      const left = rate > 0 ? ` · ${span((total - done) / rate)} left` : '';
      screen.write(`\r\x1b[2K${label} · ${done}/${total} projects · ${rate.toFixed(1)}/s${left}`);
    },
    end: () => {
      screen.write('\r\x1b[2K');
    },
  };
}
