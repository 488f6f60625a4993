/** The addresses of an employer's pages. */

import { createRoute, lazyRouteComponent, type SearchSchemaInput } from '@tanstack/react-router';
import { PROJECT_LISTS, PROJECT_TABS } from '../pages/hiring/tabs.ts';
import { signedIn } from './root-routes.ts';

export const hiring = createRoute({
  getParentRoute: () => signedIn,
  path: 'hiring',
  component: lazyRouteComponent(() => import('../pages/hiring/hiring-page.tsx'), 'HiringPage'),
});

const hiringMarket = createRoute({
  getParentRoute: () => signedIn,
  path: 'hiring/$market',
  staticData: { followsLive: true },
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

export const hiringPages = hiringMarket.addChildren([hiringProjects, hiringProject, hiringPost, hiringMoney]);
