/** What is wrong with something that a person wrote, field by field, in words for that person. */

import type { z } from 'zod';

export interface Problem {
  /** Names and places from the outside in; empty: the whole. */
  readonly path: readonly PropertyKey[];
  readonly text: string;
}

function worded({ message }: { readonly message: string }): string {
  return message.endsWith('received undefined') ? 'is missing' : message.replace(/^Invalid (?:input|option): /, '');
}

/** A schema's findings. A field that may have several forms tells what is wrong with each. */
export function problemsOf({ issues }: z.ZodError): Problem[] {
  return issues.flatMap((issue): Problem[] => {
    const { path } = issue;
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({ path: [...path, key], text: 'there is no such field' }));
    }
    if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [{ path, text: worded(issue) }];
    const forms = issue.errors.flatMap(([first]) => (first === undefined ? [] : [worded(first)]));
    return [{ path, text: [...new Set(forms)].join(' or ') }];
  });
}

/** More at once help nobody. */
const SHOWN_MAX = 10;

/** A line for each, led by `place` where there is one. */
export function describeProblems(problems: readonly Problem[], place?: (problem: Problem) => string): string[] {
  const lines = problems.slice(0, SHOWN_MAX).map((problem) => {
    const field = problem.path.join('.');
    return [place?.(problem) ?? '', field, problem.text].filter((part) => part !== '').join(': ');
  });
  const more = problems.length - lines.length;
  return more > 0 ? [...lines, `and ${more} more`] : lines;
}
