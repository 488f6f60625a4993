/** The addresses of a freelancer's pages. */

import { createRoute, lazyRouteComponent, type SearchSchemaInput } from '@tanstack/react-router';
import { type FindSearch, readSearch } from '../pages/working/find-search.ts';
import { signedIn } from './root-routes.ts';

const working = createRoute({
  getParentRoute: () => signedIn,
  path: 'working',
  component: lazyRouteComponent(() => import('../pages/working/working-page.tsx'), 'WorkingPage'),
});

const workingMarket = createRoute({
  getParentRoute: () => signedIn,
  path: 'working/$market',
  staticData: { followsLive: true },
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

export const work = [working, workingMarket.addChildren([find, mine, ownMoney, offer, workPlace])] as const;
