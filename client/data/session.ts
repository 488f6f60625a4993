/** Who sits at this browser, and every call that is made in that name. Pages come to the server through here and no other way. */

import { type QueryClient, queryOptions, useQuery } from '@tanstack/react-query';
import { type Account, openSession } from '../../server/protocol/sdk/session.ts';
import { reach } from './reach.ts';

export type { Account };

export const session = openSession({ origin: window.location.origin, onReach: reach.heard });

export const accountQuery = queryOptions({
  queryKey: ['account'],
  queryFn: () => session.account(),
  staleTime: 60_000,
});

/** The account; null: nobody is signed in; undefined: not known yet. */
export function useAccount(): Account | null | undefined {
  return useQuery(accountQuery).data;
}

/** After somebody came, nothing that was fetched before is theirs. */
export function becameAnother(client: QueryClient, account: Account): void {
  client.clear();
  client.setQueryData(accountQuery.queryKey, account);
}

/** Names a write, so that it is the same one however often it is sent. Also where the page came without https. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
