/** Where the MCP server is, as OAuth2 clients ask for it (RFC 9728), and which web pages may talk to it. */

import type { IncomingHttpHeaders } from 'node:http';
import { isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';
import { isOurOwn } from '../same-origin.ts';

export const MCP_PATH = '/mcp';
export const RESOURCE_METADATA = '/.well-known/oauth-protected-resource';

export function baseOf({ headers }: Pick<FastifyRequest, 'headers'>, publicUrl: string | null): string {
  return publicUrl ?? `http://${headers.host ?? 'localhost'}`;
}

/** The path by which the request came: with the market where it was named. */
export function pathOf(market: string | null): string {
  return market === null ? MCP_PATH : `/m/${market}${MCP_PATH}`;
}

export function metadataUrlOf(request: Pick<FastifyRequest, 'headers' | 'marketNamed'>, publicUrl: string | null) {
  return `${baseOf(request, publicUrl)}${RESOURCE_METADATA}${pathOf(request.marketNamed)}`;
}

/** A name that no other page's host can be made to mean: an address itself, or this very machine. */
function isFixed(hostname: string): boolean {
  return hostname === 'localhost' || isIP(hostname.replace(/^\[|\]$/g, '')) !== 0;
}

/**
 * Programs that are no browsers send no origin, and pass. A page's origin must be ours; and where nobody has said what
 * we are called, it must be a name that cannot be pointed at this machine afterwards (DNS rebinding).
 */
export function mayComeFrom(headers: IncomingHttpHeaders, publicUrl: string | null): boolean {
  const { origin } = headers;
  if (origin === undefined) return isOurOwn(headers, publicUrl);
  if (!isOurOwn(headers, publicUrl)) return false;
  return publicUrl === null ? isFixed(new URL(origin).hostname) : origin === new URL(publicUrl).origin;
}
