/** What was fetched, and how long it is believed. The SDK makes a call again by itself, so nothing here does. */

import { QueryClient } from '@tanstack/react-query';

export function createClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { retry: false, staleTime: 5_000, refetchOnWindowFocus: true },
      mutations: { retry: false },
    },
  });
}
