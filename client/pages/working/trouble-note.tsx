/** What went wrong with what somebody just tried, said aloud. */

import { troubleText } from './trouble-text.ts';

export function TroubleNote({ of }: { readonly of: unknown }) {
  if (of === null || of === undefined) return null;
  return (
    <p className="notice" data-tone="bad" role="alert">
      {troubleText(of)}
    </p>
  );
}
