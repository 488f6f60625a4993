/**
 * How old what is shown is, where the server cannot be reached. It takes no room while all is well, and is said aloud when it begins,
 * because the place to say it in is always there.
 */

import { useSyncExternalStore } from 'react';
import { reach } from '../data/reach.ts';
import { clock } from '../text/format.ts';
import { words } from '../text/words.ts';

export function Freshness() {
  const since = useSyncExternalStore(reach.subscribe, reach.lostSince);
  return (
    <div className="freshness" role="status">
      {since === null ? null : (
        <p className="notice" data-tone="warn">
          {words.shell.live.noConnection(clock(since))}
        </p>
      )}
    </div>
  );
}
