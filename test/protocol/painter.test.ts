/** When parts of a page are painted: one in a frame, none too often, none forgotten. Time is the test's own. */

import { expect, test } from 'vitest';
import { createPainter, type Frames } from '../../client/data/painter.ts';

const FRAME_MS = 16;

/** Frames that come when time passes. */
function handMade() {
  let now = 0;
  let asked: { readonly at: number; readonly frame: () => void } | null = null;
  const frames: Frames = {
    now: () => now,
    after: (ms, frame) => {
      expect(asked, 'one frame is asked for at a time').toBeNull();
      asked = { at: now + Math.max(ms, 0), frame };
    },
  };
  return {
    frames,
    isAsked: () => asked !== null,
    pass: (ms: number) => {
      for (const end = now + ms; now < end; ) {
        now += FRAME_MS;
        if (asked === null || asked.at > now) continue;
        const { frame } = asked;
        asked = null;
        frame();
      }
    },
    time: () => now,
  };
}

test('however much happens: one part a frame, each at most so often, and the last change of all is painted', () => {
  const { frames, pass, time, isAsked } = handMade();
  const painter = createPainter(frames);
  const painted: { readonly part: string; readonly at: number }[] = [];
  for (const [part, everyMs] of Object.entries({ figures: 100, board: 100, feed: 250 })) {
    painter.add(() => painted.push({ part, at: time() }), everyMs);
  }
  for (let event = 0; event < 200; event += 1) {
    painter.changed();
    pass(FRAME_MS);
  }
  const at = painted.map((one) => one.at);
  expect(new Set(at).size, 'two parts in one frame').toBe(at.length);
  for (const [part, everyMs] of [
    ['figures', 100],
    ['board', 100],
    ['feed', 250],
  ] as const) {
    const times = painted.filter((one) => one.part === part).map((one) => one.at);
    const gaps = times.slice(1).map((one, index) => one - (times[index] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(everyMs);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(everyMs + 4 * FRAME_MS);
  }
  painted.length = 0;
  painter.changed();
  pass(400);
  expect(painted.map((one) => one.part).sort()).toEqual(['board', 'feed', 'figures']);
  expect(isAsked(), 'a frame is asked for though nothing changes').toBe(false);
});

test('a part that went is not painted any more', () => {
  const { frames, pass } = handMade();
  const painter = createPainter(frames);
  let painted = 0;
  const remove = painter.add(() => {
    painted += 1;
  }, 50);
  pass(200);
  expect(painted).toBe(1);
  remove();
  painter.changed();
  pass(200);
  expect(painted).toBe(1);
});
