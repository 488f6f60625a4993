/** What the head of the page leads to, for whoever looks: only what is of use in the roles that this account has. */

import type { LinkProps } from '@tanstack/react-router';
import type { Account } from '../data/session.ts';
import { words } from '../text/words.ts';

export interface NavigationEntry {
  readonly to: NonNullable<LinkProps['to']>;
  readonly text: string;
}

export function navigationOf(account: Account | null): readonly NavigationEntry[] {
  if (account === null) return [];
  const markets = { to: '/markets', text: words.shell.markets } as const;
  const tournaments = { to: '/tournaments', text: words.shell.tournaments } as const;
  const studies = { to: '/people-studies', text: words.shell.studies } as const;
  const working = { to: '/working', text: words.shell.work } as const;
  const works = account.seats.some(({ roles }) => roles.includes('freelancer'));
  const hiring = { to: '/hiring', text: words.shell.hiring } as const;
  const hires = account.seats.some(({ roles }) => roles.includes('employer'));
  // Whoever takes part in a study is here for its projects, and is led to nothing else.
  const guest = account.rank === 'guest';
  return [
    ...(guest ? [] : [markets]),
    ...(works ? [working] : []),
    ...(hires ? [hiring] : []),
    ...(account.rank === 'researcher' ? [tournaments, studies] : []),
  ];
}
