/** What an import came to, in lines for people. Texts out of the files are in them: whoever prints them makes them printable. */

import type { ImportReport, Skipped } from './import.ts';
import { placeText, SKIP_CODES, type SkipCode } from './trouble.ts';

const SHOWN_PER_CODE = 5;

function byCode(skipped: readonly Skipped[]): ReadonlyMap<SkipCode, readonly Skipped[]> {
  return Map.groupBy(skipped, ({ code }) => code);
}

/** Skipped rows by reason, the first of each with place and words. */
export function skippedLines(skipped: readonly Skipped[]): string[] {
  return [...byCode(skipped)].flatMap(([code, rows]) => {
    const shown = rows.slice(0, SHOWN_PER_CODE).map(({ place, reason }) => `    ${placeText(place)}: ${reason}`);
    const more = rows.length - shown.length;
    return [`  ${code}: ${rows.length} (${SKIP_CODES[code]})`, ...shown, ...(more > 0 ? [`    and ${more} more`] : [])];
  });
}

/** As a tournament in the same folder would say it: what has no `/` in it is no path there. */
const pathOf = (out: string): string => (/[/\\]/.test(out) ? out : `./${out}`);

const WHAT_NEXT = {
  projects: (out: string) => `To play them, name the file in a tournament: corpus: { name: ${pathOf(out)} }`,
  postings: () =>
    'Postings have no cases, so nobody can be judged by them: they are for studies of bidding, not for a market.',
} as const;

/** The result: what was written, and on which terms. */
export function importedLines(
  { makes, formats, imported, skipped, sha256, notes }: ImportReport,
  out: string,
  rule: string,
): string[] {
  const priced = makes === 'projects' && formats.some((name) => !name.startsWith('arena '));
  return [
    `${imported} ${makes} of ${imported + skipped.length} rows (${formats.join(', ')}) are in ${out}`,
    ...[...notes].map(([note, count]) => `  ${count}: ${note}`),
    ...(priced ? [`  Nobody has posted their prices: they are assigned by the rule ${rule}, and marked so.`] : []),
    `  sha256 ${sha256}`,
    WHAT_NEXT[makes](out),
  ];
}

/** All skipped rows, one JSON object a line. */
export function skippedJson(skipped: readonly Skipped[]): string {
  return skipped.map(({ place, code, reason }) => `${JSON.stringify({ ...place, code, reason })}\n`).join('');
}
