/** Whether a request came from a page of this server, as far as its browser says so. */

import type { IncomingHttpHeaders } from 'node:http';

/** `none`: typed in by the person. Every current browser says so of every request; a page cannot set it. */
const OWN_SITES: ReadonlySet<string> = new Set(['same-origin', 'none']);

/** False for what a browser says comes from another place. Programs that are no browsers say nothing, and pass. */
export function isOurOwn(headers: IncomingHttpHeaders, publicUrl: string | null): boolean {
  const site = headers['sec-fetch-site'];
  if (typeof site === 'string' && !OWN_SITES.has(site)) return false;
  const { origin, host } = headers;
  if (origin === undefined) return true;
  if (publicUrl !== null && origin === new URL(publicUrl).origin) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}
