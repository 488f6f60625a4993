/** Read marks and folders in memory. */

import { type ThreadMark, type ThreadMarks, unmarked } from '../../server/engine/thread-mark.ts';

export function createThreadMarks(): ThreadMarks {
  const marks = new Map<string, Map<number, ThreadMark>>();
  return {
    marksOf: async (user, market) => [...(marks.get(`${user}/${market}`)?.values() ?? [])],
    mark: async (user, market, changes) => {
      const own = marks.get(`${user}/${market}`) ?? new Map<number, ThreadMark>();
      marks.set(`${user}/${market}`, own);
      for (const [id, change] of changes) own.set(id, { ...(own.get(id) ?? unmarked(id)), ...change });
    },
  };
}
