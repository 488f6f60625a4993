/** The pages of a market, in the order in which its head shows them. */

import type { LinkProps } from '@tanstack/react-router';
import { words } from '../../text/words.ts';

export interface Tab {
  readonly to: Extract<NonNullable<LinkProps['to']>, `/markets/$market${string}`>;
  readonly text: string;
}

export function tabsOf(): readonly Tab[] {
  const { tabs } = words.markets;
  return [
    { to: '/markets/$market', text: tabs.floor },
    { to: '/markets/$market/standing', text: tabs.standing },
    { to: '/markets/$market/replay', text: tabs.replay },
    { to: '/markets/$market/people', text: tabs.participants },
    { to: '/markets/$market/ledger', text: tabs.ledger },
    { to: '/markets/$market/log', text: tabs.log },
  ];
}
