/** Addresses that came with a link: only one of this app is ever gone to. */

/** `given` where it is an address of this app, else `otherwise`. */
export function ownAddress(given: unknown, otherwise: string): string {
  if (typeof given !== 'string' || !given.startsWith('/')) return otherwise;
  const { origin } = window.location;
  // As the browser itself will read it: `//host`, `/\host` and a tab between them lead elsewhere.
  if (!URL.canParse(given, origin) || new URL(given, origin).origin !== origin) return otherwise;
  return given;
}
