/** What the routes need of sandbox and reviewer, and what they say where there is none. */

import type { SyntaxProblem } from '../../protocol/arena/delivery.ts';
import type { RouteOptions } from '../route-options.ts';
import { WireError } from '../wire-error.ts';

/** Nothing that a later try would mend: another server has a sandbox, or another project a key. */
export function notJudged(message: string): WireError {
  return new WireError({ status: 409, code: 'ProjectExceptionCodes.NOT_JUDGED', message });
}

export function judgeOf({ judging }: Pick<RouteOptions, 'judging'>): NonNullable<RouteOptions['judging']> {
  if (!judging) throw notJudged('This server has no sandbox: nothing is tried out here');
  return judging;
}

const SHOWN = 5;

/** The findings in one sentence a file: `solution.py:3: invalid syntax`. */
export function syntaxError(found: readonly SyntaxProblem[]): WireError {
  const lines = found.slice(0, SHOWN).map(({ path, line, message }) => {
    return line === null ? `${path}: ${message}` : `${path}:${line}: ${message}`;
  });
  const more = found.length > SHOWN ? [`and ${found.length - SHOWN} more`] : [];
  return new WireError({
    status: 400,
    code: 'ProjectExceptionCodes.SYNTAX_ERROR',
    message: [...lines, ...more].join('; '),
  });
}
