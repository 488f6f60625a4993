/** Knows which methods a path has, so that one that it has not is told as that instead of as an unknown path. */

import type { FastifyInstance } from 'fastify';

const METHODS_SHOWN: ReadonlySet<string> = new Set(['GET', 'POST', 'PUT', 'DELETE', 'PATCH']);

interface Pattern {
  readonly path: RegExp;
  readonly methods: Set<string>;
}

export interface Methods {
  /** The methods of a path (without its query), in the order in which they were added; none: there is no such path. */
  of(path: string): readonly string[];
}

function regexOf(url: string): RegExp {
  const parts = url.split('/').map((part) => {
    if (part.startsWith(':')) return '[^/]+';
    return part === '*' ? '.*' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  });
  return new RegExp(`^${parts.join('/')}/?$`);
}

/** Called before any route is added. */
export function watchMethods(app: FastifyInstance): Methods {
  const patterns = new Map<string, Pattern>();
  app.addHook('onRoute', ({ url, method }) => {
    const known = patterns.get(url) ?? { path: regexOf(url), methods: new Set<string>() };
    patterns.set(url, known);
    for (const one of [method].flat()) if (METHODS_SHOWN.has(one)) known.methods.add(one);
  });
  return {
    of: (path) => [
      ...new Set([...patterns.values()].filter((one) => one.path.test(path)).flatMap(({ methods }) => [...methods])),
    ],
  };
}
