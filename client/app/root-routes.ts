/** Where all addresses of the app begin: those for everybody, and those for people who are signed in. */

import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, redirect } from '@tanstack/react-router';
import { accountQuery } from '../data/session.ts';
import { Shell } from './shell.tsx';

export interface Context {
  readonly client: QueryClient;
}

export const root = createRootRouteWithContext<Context>()({ component: Shell });

/** Pages for people who are signed in: whoever is not signs in first and then comes back. */
async function needAccount({ context, location }: { context: Context; location: { href: string } }): Promise<void> {
  const account = await context.client.ensureQueryData(accountQuery);
  if (account === null) throw redirect({ to: '/sign-in', search: { from: location.href } });
}

export const signedIn = createRoute({ getParentRoute: () => root, id: 'signed-in', beforeLoad: needAccount });
