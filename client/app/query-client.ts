/**
 * What was fetched, and how long it is believed. The SDK makes a call again by itself, so nothing here does. What the browser thinks of
 * the network keeps no call from being tried: only trying tells whether the server is there, which may be on this machine.
 */

import { QueryClient } from '@tanstack/react-query';

export function createClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { retry: false, networkMode: 'always', staleTime: 5_000, refetchOnWindowFocus: true },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
}
