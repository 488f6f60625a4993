/** The title of the tab, which is also what a screen reader says first of a new page. */

import { useEffect } from 'react';
import { words } from '../text/words.ts';

export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · ${words.shell.product}`;
  }, [title]);
}
