/** How wide the window is, where a layout cannot be said in CSS alone. */

import { useSyncExternalStore } from 'react';

const narrow = window.matchMedia('(max-width: 44rem)');

export function useNarrow(): boolean {
  return useSyncExternalStore(
    (listener) => {
      narrow.addEventListener('change', listener);
      return () => narrow.removeEventListener('change', listener);
    },
    () => narrow.matches,
  );
}
