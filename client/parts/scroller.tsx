/** A long list of which only what is seen exists: a hundred thousand lines cost as much as thirty. */

import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useRef } from 'react';

interface ScrollerProps {
  readonly label: string;
  readonly count: number;
  /** Of a line, in pixels; lines that say more measure themselves. */
  readonly lineHeight: number;
  readonly measured?: boolean;
  readonly keyOf: (index: number) => string | number;
  readonly children: (index: number) => ReactNode;
}

export function Scroller({ label, count, lineHeight, measured = false, keyOf, children }: ScrollerProps) {
  const box = useRef<HTMLDivElement>(null);
  const lines = useVirtualizer({
    count,
    getScrollElement: () => box.current,
    estimateSize: () => lineHeight,
    getItemKey: keyOf,
    overscan: 6,
  });
  return (
    <div className="scroller" ref={box}>
      <ul className="scroller-inner" aria-label={label} style={{ height: lines.getTotalSize() }}>
        {lines.getVirtualItems().map(({ key, index, start }) => (
          <li
            key={key}
            data-index={index}
            ref={measured ? lines.measureElement : null}
            aria-setsize={count}
            aria-posinset={index + 1}
            style={{ transform: `translateY(${start}px)` }}
          >
            {children(index)}
          </li>
        ))}
      </ul>
    </div>
  );
}
