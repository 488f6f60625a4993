/** The token that a runner and its callers share: read from a file, so that it stands in no command line. */

import { readFileSync } from 'node:fs';

const LENGTH_MIN = 16;

/** The file is missing, or what is in it is no token. Exit code 65: a file that was named is wrong. */
export class TokenError extends Error {
  override readonly name = 'TokenError';
  readonly exitCode = 65;
}

/** The one line of the file, at least 16 visible characters of ASCII. */
export function readToken(file: string): string {
  let text: string;
  try {
    text = readFileSync(file, 'utf8').trim();
  } catch (problem) {
    throw new TokenError(
      `the token file ${file} cannot be read: ${problem instanceof Error ? problem.message : problem}`,
    );
  }
  if (text.length < LENGTH_MIN || !/^[!-~]+$/.test(text)) {
    throw new TokenError(
      `the token file ${file} must hold one line of at least ${LENGTH_MIN} letters, digits or signs`,
    );
  }
  return text;
}
