/** Addresses of a researcher's studies with people. */

import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { signedIn } from './root-routes.ts';

const pages = () => import('../pages/people-studies/pages.ts');

const studies = createRoute({
  getParentRoute: () => signedIn,
  path: 'people-studies',
  component: lazyRouteComponent(pages, 'StudiesPage'),
});

const newStudy = createRoute({
  getParentRoute: () => signedIn,
  path: 'people-studies/new',
  component: lazyRouteComponent(() => import('../pages/people-studies/new-study-page.tsx'), 'NewStudyPage'),
});

const study = createRoute({
  getParentRoute: () => signedIn,
  path: 'people-studies/$study',
  component: lazyRouteComponent(pages, 'StudyPage'),
});

const progress = createRoute({
  getParentRoute: () => study,
  path: '/',
  component: lazyRouteComponent(pages, 'ProgressPage'),
});

const payments = createRoute({
  getParentRoute: () => study,
  path: 'payments',
  component: lazyRouteComponent(pages, 'PaymentsPage'),
});

const data = createRoute({
  getParentRoute: () => study,
  path: 'data',
  component: lazyRouteComponent(pages, 'DataPage'),
});

const summary = createRoute({
  getParentRoute: () => study,
  path: 'summary',
  component: lazyRouteComponent(pages, 'SummaryPage'),
});

export const peopleStudies = [studies, newStudy, study.addChildren([progress, payments, data, summary])] as const;
