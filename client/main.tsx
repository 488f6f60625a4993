/** The first thing that runs in the browser: theme, data, router, page. */

import './style/font.css';
import './style/tokens.css';
import './style/base.css';
import './style/parts.css';
import './style/shell.css';
import { CSPProvider } from '@base-ui/react/csp-provider';
import { QueryClientProvider } from '@tanstack/react-query';
import { type AnyRoute, RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ArenaFault } from '../server/protocol/sdk/fault.ts';
import './app/panel-link.ts';
import { createClient } from './app/query-client.ts';
import { createAppRouter } from './app/router.tsx';
import { applyTheme } from './app/theme.ts';

applyTheme();
const client = createClient();
const router = createAppRouter(client);
// The files of this page come while it is asked who is here, not after it.
const routes: Readonly<Record<string, AnyRoute>> = router.routesById;
for (const { routeId } of router.matchRoutes(router.latestLocation)) {
  const route = routes[routeId];
  if (route !== undefined) void router.loadRouteChunk(route);
}
const root = document.getElementById('app');
if (root === null) throw new Error('the page has no place for the app');
/** A fault is told on the page in words; only mistakes of our own are for the console. */
function tell(thrown: unknown): void {
  if (!(thrown instanceof ArenaFault)) console.error(thrown);
}

createRoot(root, { onCaughtError: tell }).render(
  <StrictMode>
    <CSPProvider disableStyleElements>
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </CSPProvider>
  </StrictMode>,
);
