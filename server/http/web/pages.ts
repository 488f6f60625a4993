/** The addresses at which the server answers with the web app. */

/** The first parts of the addresses that the app knows; `client/app/router.tsx` has the whole of each. */
const PLACES = [
  'sign-in',
  'sign-up',
  'account',
  'markets',
  'tournaments',
  'working',
  'hiring',
  'taking-part',
  'people-studies',
] as const;

export const WEB_PAGES: readonly string[] = ['/', ...PLACES.flatMap((place) => [`/${place}`, `/${place}/*`])];

/** Where programs ask. What is missing below these is told to them, and never with a page. */
const DOORS_OF_PROGRAMS: ReadonlySet<string> = new Set([
  'api',
  'm',
  'mcp',
  'oauth',
  'join',
  'assets',
  'docs',
  'metrics',
  'openapi.json',
  'socket.io',
  '.well-known',
]);

/** The first part of an address's path, without the query. */
function firstPartOf(url: string): string {
  return url.split(/[/?]/)[1] ?? '';
}

/** Whether a person in a browser came to an address where nothing is: a browser names pages among what it takes, a program does not. */
export function isLostPerson(method: string, url: string, accepts: string | undefined): boolean {
  const asks = method === 'GET' || method === 'HEAD';
  return asks && /\btext\/html\b/.test(accepts ?? '') && !DOORS_OF_PROGRAMS.has(firstPartOf(url));
}
