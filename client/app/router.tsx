/** Every address of the app and the page behind it. Pages come as files of their own, when somebody goes there. */

import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
  type SearchSchemaInput,
} from '@tanstack/react-router';
import { accountQuery } from '../data/session.ts';
import { PROJECT_LISTS, PROJECT_TABS } from '../pages/hiring/tabs.ts';
import { HomePage } from '../pages/home/home-page.tsx';
import { type FindSearch, readSearch } from '../pages/working/find-search.ts';
import { Shell } from './shell.tsx';
import { NotFound, Trouble } from './trouble.tsx';

interface Context {
  readonly client: QueryClient;
}

const root = createRootRouteWithContext<Context>()({ component: Shell });

/** Pages for people who are signed in: whoever is not signs in first and then comes back. */
async function needAccount({ context, location }: { context: Context; location: { href: string } }): Promise<void> {
  const account = await context.client.ensureQueryData(accountQuery);
  if (account === null) throw redirect({ to: '/sign-in', search: { from: location.href } });
}

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

const signedIn = createRoute({ getParentRoute: () => root, id: 'signed-in', beforeLoad: needAccount });

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

const peopleStudies = createRoute({
  getParentRoute: () => signedIn,
  path: 'people-studies',
  component: lazyRouteComponent(() => import('../pages/people-studies/studies-page.tsx'), 'StudiesPage'),
});

const newPeopleStudy = createRoute({
  getParentRoute: () => signedIn,
  path: 'people-studies/new',
  component: lazyRouteComponent(() => import('../pages/people-studies/new-study-page.tsx'), 'NewStudyPage'),
});

const peopleStudy = createRoute({
  getParentRoute: () => signedIn,
  path: 'people-studies/$study',
  component: lazyRouteComponent(() => import('../pages/people-studies/study-page.tsx'), 'StudyPage'),
});

const hiring = createRoute({
  getParentRoute: () => signedIn,
  path: 'hiring',
  component: lazyRouteComponent(() => import('../pages/hiring/hiring-page.tsx'), 'HiringPage'),
});

const hiringMarket = createRoute({
  getParentRoute: () => signedIn,
  path: 'hiring/$market',
  component: lazyRouteComponent(() => import('../pages/hiring/hiring-market-page.tsx'), 'HiringMarketPage'),
});

const hiringProjects = createRoute({
  getParentRoute: () => hiringMarket,
  path: '/',
  validateSearch: ({ list }: { list?: unknown } & SearchSchemaInput) => {
    const known = PROJECT_LISTS.find((one) => one === list);
    return known === undefined ? {} : { list: known };
  },
  component: lazyRouteComponent(() => import('../pages/hiring/my-projects-page.tsx'), 'MyProjectsPage'),
});

const hiringProject = createRoute({
  getParentRoute: () => hiringMarket,
  path: 'projects/$project',
  validateSearch: ({ tab }: { tab?: unknown } & SearchSchemaInput) => {
    const known = PROJECT_TABS.find((one) => one === tab);
    return known === undefined ? {} : { tab: known };
  },
  component: lazyRouteComponent(() => import('../pages/hiring/project-page.tsx'), 'ProjectPage'),
});

const hiringPost = createRoute({
  getParentRoute: () => hiringMarket,
  path: 'post',
  component: lazyRouteComponent(() => import('../pages/hiring/post/post-page.tsx'), 'PostPage'),
});

const hiringMoney = createRoute({
  getParentRoute: () => hiringMarket,
  path: 'money',
  component: lazyRouteComponent(() => import('../pages/hiring/money-page.tsx'), 'MoneyPage'),
});

const hiringPages = hiringMarket.addChildren([hiringProjects, hiringProject, hiringPost, hiringMoney]);

const working = createRoute({
  getParentRoute: () => signedIn,
  path: 'working',
  component: lazyRouteComponent(() => import('../pages/working/working-page.tsx'), 'WorkingPage'),
});

const workingMarket = createRoute({
  getParentRoute: () => signedIn,
  path: 'working/$market',
  component: lazyRouteComponent(() => import('../pages/working/working-market.tsx'), 'WorkingMarket'),
});

const find = createRoute({
  getParentRoute: () => workingMarket,
  path: '/',
  validateSearch: (search: { readonly [K in keyof FindSearch]?: unknown } & SearchSchemaInput): FindSearch =>
    readSearch(search),
  component: lazyRouteComponent(() => import('../pages/working/find-page.tsx'), 'FindPage'),
});

const mine = createRoute({
  getParentRoute: () => workingMarket,
  path: 'mine',
  component: lazyRouteComponent(() => import('../pages/working/mine-page.tsx'), 'MinePage'),
});

const ownMoney = createRoute({
  getParentRoute: () => workingMarket,
  path: 'money',
  component: lazyRouteComponent(() => import('../pages/working/money-page.tsx'), 'MoneyPage'),
});

const offer = createRoute({
  getParentRoute: () => workingMarket,
  path: 'projects/$project',
  component: lazyRouteComponent(() => import('../pages/working/offer-page.tsx'), 'OfferPage'),
});

const workPlace = createRoute({
  getParentRoute: () => workingMarket,
  path: 'projects/$project/place',
  component: lazyRouteComponent(() => import('../pages/working/place/place-page.tsx'), 'PlacePage'),
});

const work = [working, workingMarket.addChildren([find, mine, ownMoney, offer, workPlace])] as const;
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
    peopleStudies,
    newPeopleStudy,
    peopleStudy,
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
}
