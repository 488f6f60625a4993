/** How the markets of a solo tournament are named: one for each freelancer, each its own. */

/** Lower-case letters, digits and single dashes inside; empty where a name has no such letter. */
function slugOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

/**
 * A name for each freelancer's market, in order: the freelancer's own, and where that says nothing or is somebody
 * else's too, with the place in the roster. No slug has two dashes in a row, so no other name can be met by it.
 */
export function soloMarketNames(tournament: string, freelancers: readonly string[]): string[] {
  const slugs = freelancers.map(slugOf);
  return slugs.map((slug, index) => {
    const own = slug !== '' && slugs.indexOf(slug) === slugs.lastIndexOf(slug);
    const base = slug === '' ? tournament : `${tournament}-${slug}`;
    return own ? base : `${base}--${index + 1}`;
  });
}
