/** A word about the state of something, in the colour of what it means. Never colour alone: the word says it as well. */

import type { ReactNode } from 'react';

export type Tone = 'neutral' | 'good' | 'warn' | 'bad' | 'calm' | 'accent';

export function Badge(props: {
  readonly tone?: Tone;
  readonly dot?: boolean;
  readonly title?: string;
  readonly children: ReactNode;
}) {
  const { tone = 'neutral', dot = false, title, children } = props;
  return (
    <span className="badge" data-tone={tone} title={title}>
      {dot ? <span className="badge-dot" aria-hidden="true" /> : null}
      {children}
    </span>
  );
}
