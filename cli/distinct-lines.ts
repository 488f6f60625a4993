/** A file of lines in which each stands once: what a run that goes on says again is not written again. */

import { openLineFile } from '../agents/llm/line-file.ts';

export interface DistinctLines {
  readonly lines: readonly string[];
  append(value: unknown): void;
}

/** `file` null: in memory only. */
export function distinctLines(file: string | null): DistinctLines {
  const kept = file === null ? null : openLineFile(file);
  const lines = [...(kept?.lines ?? [])];
  const known = new Set(lines);
  return {
    lines,
    append(value) {
      const line = JSON.stringify(value);
      if (known.has(line)) return;
      known.add(line);
      lines.push(line);
      kept?.append(value);
    },
  };
}
