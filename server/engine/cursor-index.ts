/** Where in the log a viewer's cursor stands: sparse marks, so that reading on does not start from the first event. */

import type { Viewer } from '../market/view.ts';

/** "The first `cursor` events that this viewer may see lie at or before `seq`." */
export interface Mark {
  readonly cursor: number;
  readonly seq: number;
}

const START: Mark = { cursor: 0, seq: 0 };
/** Events between marks. */
export const STRIDE = 256;
/** Viewers remembered; the longest unused is forgotten and pays with one scan. */
const VIEWERS = 10_000;

export interface CursorIndex {
  /** The last mark at or before the viewer's cursor `since`. */
  before(viewer: Viewer, since: number): Mark;
  /** Notes a place that a scan has reached. */
  reached(viewer: Viewer, mark: Mark): void;
}

export function viewerKeyOf(viewer: Viewer): string {
  return viewer.kind === 'participant' ? `${viewer.participantId}/${viewer.roles.join('+')}` : viewer.kind;
}

export function createCursorIndex(): CursorIndex {
  const marks = new Map<string, Mark[]>();

  function marksOf(viewer: Viewer): Mark[] {
    const key = viewerKeyOf(viewer);
    const known = marks.get(key) ?? [START];
    marks.delete(key);
    marks.set(key, known);
    const oldest = marks.keys().next();
    if (marks.size > VIEWERS && oldest.done !== true) marks.delete(oldest.value);
    return known;
  }

  return {
    before: (viewer, since) => {
      const known = marksOf(viewer);
      let low = 0;
      let high = known.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((known[middle] ?? START).cursor <= since) low = middle;
        else high = middle - 1;
      }
      return known[low] ?? START;
    },
    reached: (viewer, mark) => {
      const known = marksOf(viewer);
      if (mark.seq - (known.at(-1) ?? START).seq >= STRIDE) known.push(mark);
    },
  };
}
