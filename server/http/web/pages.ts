/** The addresses at which the server answers with the web app. */

/** The first parts of the addresses that the app knows; `client/app/router.tsx` has the whole of each. */
const PLACES = ['sign-in', 'sign-up', 'account', 'markets', 'tournaments', 'working', 'hiring'] as const;

export const WEB_PAGES: readonly string[] = ['/', ...PLACES.flatMap((place) => [`/${place}`, `/${place}/*`])];
