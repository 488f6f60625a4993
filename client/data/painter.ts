/**
 * When parts of a page are painted that change all the time: at most one of them in a frame, each at most so often, whichever has waited
 * longest first. However much happens, a frame costs as much as its one part, and keys and pointers get in between.
 */

export interface Painter {
  /** Something changed: every part is painted once more, in its turn. */
  changed(): void;
  /** `paint` is called within a frame, at most once in `everyMs`. */
  add(paint: () => void, everyMs: number): () => void;
}

interface Part {
  readonly paint: () => void;
  readonly everyMs: number;
  paintedAt: number;
  waits: boolean;
}

/** What a page has of time. */
export interface Frames {
  now(): number;
  /** Calls back within the next frame that begins after so many milliseconds. */
  after(ms: number, frame: () => void): void;
}

export function createPainter(frames: Frames): Painter {
  const parts = new Set<Part>();
  let asked = false;

  const dueAt = ({ paintedAt, everyMs }: Part): number => paintedAt + everyMs;

  /** The part that waits and has been due for longest. */
  function next(): Part | null {
    let found: Part | null = null;
    for (const part of parts) {
      if (part.waits && (found === null || dueAt(part) < dueAt(found))) found = part;
    }
    return found;
  }

  function ask(): void {
    const part = next();
    if (asked || part === null) return;
    asked = true;
    frames.after(dueAt(part) - frames.now(), paintOne);
  }

  function paintOne(): void {
    asked = false;
    const part = next();
    const now = frames.now();
    if (part !== null && dueAt(part) <= now) {
      part.waits = false;
      part.paintedAt = now;
      part.paint();
    }
    ask();
  }

  return {
    changed: () => {
      for (const part of parts) part.waits = true;
      ask();
    },
    add: (paint, everyMs) => {
      // Painted by whoever adds it, maybe a while ago; then in its turn.
      const part: Part = { paint, everyMs, paintedAt: frames.now(), waits: true };
      parts.add(part);
      ask();
      return () => void parts.delete(part);
    },
  };
}
