/** A media query of the machine: a page that draws again and again meanwhile hears of every change. */

import { expect, test } from 'vitest';
import { lastTold } from '../../client/parts/last-told.ts';

/** As browsers have it: whoever reads `matches` after a change and before it is told has taken it, and it is not told any more. */
class Query {
  dark = false;
  #known = false;
  #tell: ((event: { readonly matches: boolean }) => void) | null = null;

  get matches(): boolean {
    this.#known = this.dark;
    return this.#known;
  }

  addEventListener(_kind: 'change', tell: (event: { readonly matches: boolean }) => void): void {
    this.#tell = tell;
  }

  frame(): void {
    if (this.#known !== this.dark) this.#tell?.({ matches: this.matches });
  }
}

test('a change is heard also by a page that asks before it is told', () => {
  const query = new Query();
  const heard: boolean[] = [];
  const isDark = lastTold(query, () => heard.push(isDark()));
  for (const dark of [true, false]) {
    query.dark = dark;
    expect(isDark()).toBe(!dark);
    query.frame();
    expect(isDark()).toBe(dark);
  }
  query.frame();
  expect(heard).toEqual([true, false]);
});
