/** Which study somebody at this browser takes part in, by its name alone: who takes part is the session's to know. */

import { forgetInTab, keepInTab, readFromTab } from './tab-kept.ts';

const LEFT = 'arena-left';

/** Kept by the browser, so that the pages of work know it in every tab. */
export const KEPT_STUDY = 'arena-taking-part';

/** Null: none that this browser knows of. */
export function keptStudy(): string | null {
  try {
    const name: unknown = JSON.parse(window.localStorage.getItem(KEPT_STUDY) ?? 'null');
    return typeof name === 'string' ? name : null;
  } catch (thrown) {
    if (thrown instanceof SyntaxError || thrown instanceof DOMException) return null;
    throw thrown;
  }
}

/** That somebody took everything back in this tab, which a reload still says, and no address can. */
export const markLeft = (study: string): void => keepInTab(LEFT, study);
export const hasLeft = (study: string): boolean => readFromTab(LEFT) === study;
export const forgetLeft = (): void => forgetInTab(LEFT);
