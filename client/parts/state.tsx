/** What stands where something is not there: not yet, or nothing of the kind. */

import type { ReactNode } from 'react';
import { words } from '../text/words.ts';

export function Loading() {
  return (
    <div className="skeleton" role="status">
      <span className="for-readers">{words.shell.loading}</span>
    </div>
  );
}

export function Empty({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <div className="empty">
      <p className="empty-title">{title}</p>
      {children}
    </div>
  );
}
