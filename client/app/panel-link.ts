/** The panel's ids of a join link: taken out of the address before anything else reads it, and held in memory only. */

/** A guess at numbers would change ids of digits, so the router never sees them. */
function takeQuery(): string {
  const { pathname, search } = window.location;
  if (!pathname.startsWith('/taking-part/') || search === '') return '';
  window.history.replaceState(window.history.state, '', pathname);
  return search;
}

let query = takeQuery();

/** The link's query as it came; empty where there was none, or once it was used. */
export const panelQuery = (): string => query;

export function forgetPanelQuery(): void {
  query = '';
}
