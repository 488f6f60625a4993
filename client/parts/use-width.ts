/** How wide the window is, where a layout cannot be said in CSS alone. */

import { useSyncExternalStore } from 'react';
import { lastTold } from './last-told.ts';

const listeners = new Set<() => void>();
const isNarrow = lastTold(matchMedia('(max-width: 44rem)'), () => {
  for (const listener of listeners) listener();
});

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

export const useNarrow = (): boolean => useSyncExternalStore(subscribe, isNarrow);
