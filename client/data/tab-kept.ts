/** What one tab keeps for itself: a reload takes nothing of it, and it goes with the tab. */

function storage(): Storage | null {
  try {
    return window.sessionStorage;
  } catch (thrown) {
    if (thrown instanceof DOMException) return null;
    throw thrown;
  }
}

/** Undefined: nothing that can be read. */
export function readFromTab(name: string): unknown {
  const text = storage()?.getItem(name) ?? null;
  if (text === null) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return undefined;
    throw thrown;
  }
}

/** A browser that keeps nothing loses a convenience, and nobody need be told. */
export function keepInTab(name: string, value: unknown): void {
  try {
    storage()?.setItem(name, JSON.stringify(value));
  } catch (thrown) {
    if (!(thrown instanceof DOMException)) throw thrown;
  }
}

/** Of every name that begins so. */
export function forgetInTab(beginning: string): void {
  const place = storage();
  for (const name of Object.keys(place ?? {})) if (name.startsWith(beginning)) place?.removeItem(name);
}
