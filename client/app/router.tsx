/** Every address of the app and the page behind it. Pages come as files of their own, when somebody goes there. */

import type { QueryClient } from '@tanstack/react-query';
import { createRoute, createRouter, lazyRouteComponent, type SearchSchemaInput } from '@tanstack/react-router';
import { HomePage } from '../pages/home/home-page.tsx';
import { hiring, hiringPages } from './hiring-routes.ts';
import { peopleStudies } from './people-study-routes.ts';
import { type Context, root, signedIn } from './root-routes.ts';
import { NotFound, Trouble } from './trouble.tsx';
import { work } from './working-routes.ts';

/** What a page of a market needs first; a page that tells what went wrong asks for it again. */
function askEarly({ client }: Context, name: string, preload: boolean): void {
  // Where somebody only points at a link, nothing is followed yet.
  if (preload) return;
  import('../data/early.ts').then(
    ({ openEarly }) => openEarly(client, name),
    () => undefined,
  );
}

const home = createRoute({ getParentRoute: () => root, path: '/', component: HomePage });

const signIn = createRoute({
  getParentRoute: () => root,
  path: 'sign-in',
  // Only texts; where it may lead is looked at when somebody goes there.
  validateSearch: (search: { from?: unknown } & SearchSchemaInput) =>
    typeof search.from === 'string' ? { from: search.from } : {},
  component: lazyRouteComponent(() => import('../pages/entry/sign-in-page.tsx'), 'SignInPage'),
});

const signUp = createRoute({
  getParentRoute: () => root,
  path: 'sign-up',
  validateSearch: (search: { invite?: unknown; market?: unknown } & SearchSchemaInput) => ({
    ...(typeof search.invite === 'string' ? { invite: search.invite } : {}),
    ...(typeof search.market === 'string' ? { market: search.market } : {}),
  }),
  component: lazyRouteComponent(() => import('../pages/entry/sign-up-page.tsx'), 'SignUpPage'),
});

const takingPart = createRoute({
  getParentRoute: () => root,
  path: 'taking-part/$study',
  component: lazyRouteComponent(() => import('../pages/taking-part/taking-part-page.tsx'), 'TakingPartPage'),
});

const markets = createRoute({
  getParentRoute: () => signedIn,
  path: 'markets',
  component: lazyRouteComponent(() => import('../pages/markets/markets-page.tsx'), 'MarketsPage'),
});

const market = createRoute({
  getParentRoute: () => signedIn,
  path: 'markets/$market',
  component: lazyRouteComponent(() => import('../pages/market/market-page.tsx'), 'MarketPage'),
});

const floor = createRoute({
  getParentRoute: () => market,
  path: '/',
  staticData: { followsLive: true },
  loader: ({ context, params, preload }) => askEarly(context, params.market, preload),
  component: lazyRouteComponent(() => import('../pages/floor/floor-page.tsx'), 'FloorPage'),
});

const standing = createRoute({
  getParentRoute: () => market,
  path: 'standing',
  component: lazyRouteComponent(() => import('../pages/standing/standing-page.tsx'), 'StandingPage'),
});

const replay = createRoute({
  getParentRoute: () => market,
  path: 'replay',
  validateSearch: (search: { cursor?: unknown; at?: unknown; beside?: unknown } & SearchSchemaInput) => ({
    // Market time in milliseconds, or an event; the time where both are said.
    ...(Number.isInteger(search.at) ? { at: Number(search.at) } : {}),
    ...(Number.isInteger(search.cursor) ? { cursor: Number(search.cursor) } : {}),
    ...(typeof search.beside === 'string' ? { beside: search.beside } : {}),
  }),
  component: lazyRouteComponent(() => import('../pages/replay/replay-page.tsx'), 'ReplayPage'),
});

const people = createRoute({
  getParentRoute: () => market,
  path: 'people',
  component: lazyRouteComponent(() => import('../pages/people/people-page.tsx'), 'PeoplePage'),
});

const person = createRoute({
  getParentRoute: () => market,
  path: 'people/$participant',
  component: lazyRouteComponent(() => import('../pages/people/person-page.tsx'), 'PersonPage'),
});

const ledger = createRoute({
  getParentRoute: () => market,
  path: 'ledger',
  component: lazyRouteComponent(() => import('../pages/ledger/ledger-page.tsx'), 'LedgerPage'),
});

const log = createRoute({
  getParentRoute: () => market,
  path: 'log',
  component: lazyRouteComponent(() => import('../pages/log/log-page.tsx'), 'LogPage'),
});

const project = createRoute({
  getParentRoute: () => signedIn,
  path: 'markets/$market/projects/$project',
  staticData: { followsLive: true },
  loader: ({ context, params, preload }) => askEarly(context, params.market, preload),
  component: lazyRouteComponent(() => import('../pages/project/project-page.tsx'), 'ProjectPage'),
});

const tournaments = createRoute({
  getParentRoute: () => signedIn,
  path: 'tournaments',
  component: lazyRouteComponent(() => import('../pages/tournaments/tournaments-page.tsx'), 'TournamentsPage'),
});

const newTournament = createRoute({
  getParentRoute: () => signedIn,
  path: 'tournaments/new',
  component: lazyRouteComponent(() => import('../pages/tournaments/new-tournament-page.tsx'), 'NewTournamentPage'),
});

const tournament = createRoute({
  getParentRoute: () => signedIn,
  path: 'tournaments/$tournament',
  component: lazyRouteComponent(() => import('../pages/tournaments/tournament-page.tsx'), 'TournamentPage'),
});

const tree = root.addChildren([
  home,
  signIn,
  signUp,
  takingPart,
  signedIn.addChildren([
    markets,
    tournaments,
    newTournament,
    tournament,
    ...peopleStudies,
    project,
    ...work,
    market.addChildren([floor, standing, replay, people, person, ledger, log]),
    hiring,
    hiringPages,
  ]),
]);

export function createAppRouter(client: QueryClient) {
  return createRouter({
    routeTree: tree,
    context: { client },
    defaultPreload: 'intent',
    scrollRestoration: true,
    defaultNotFoundComponent: NotFound,
    defaultErrorComponent: Trouble,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
  interface StaticDataRouteOption {
    /** Whether the page follows its market over a live connection, and says how that stands. */
    readonly followsLive?: boolean;
  }
}
