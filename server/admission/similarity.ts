/** How much two texts or two programs share, so that copies with other names and numbers are found. */

const SHINGLE_TOKENS = 5;

/** At and above this share of common shingles two projects count as one. */
export const DUPLICATE_FROM = 0.8;

const TOKEN = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|[\p{L}_][\p{L}\p{N}_]*|\p{N}+(?:\.\p{N}+)?|[^\s\p{L}\p{N}_]/gu;
const COMMENT = /#[^\n]*|\/\/[^\n]*|--[^\n]*/g;

/** Words of the languages that deliveries are written in: what is not among them is a name that somebody chose. */
const KEYWORDS = new Set(
  `and as assert async await break case catch class const continue def default del do elif else except export extends
  finally for from function global if import in instanceof is lambda let match new nonlocal not of or pass raise return
  static super switch this throw try typeof var while with yield None True False null true false undefined self
  select where group by order having join left inner outer on union all distinct over partition rows limit insert
  SELECT FROM WHERE GROUP BY ORDER HAVING JOIN LEFT INNER OUTER ON UNION ALL DISTINCT OVER PARTITION ROWS LIMIT CASE
  WHEN THEN ELSE END WITH AS AND OR NOT NULL IN IS EXISTS BETWEEN LIKE DESC ASC SUM COUNT MIN MAX AVG
  len range int str float list dict set tuple sum min max sorted enumerate zip map filter any all abs round print open
  append extend pop get items keys values join split strip replace lower upper sort format startswith endswith
  Math Object Array JSON Map Set String Number push slice splice reduce forEach includes length toString`.split(/\s+/),
);

/** Runs of five tokens of a posting; capitals and the values of numbers do not count. */
export function textShingles(text: string): Set<string> {
  const tokens = (text.toLowerCase().match(TOKEN) ?? []).map((token) => (/^\p{N}/u.test(token) ? '0' : token));
  return shingles(tokens);
}

/** Runs of five tokens of a program; comments, chosen names and the values of literals do not count. */
export function programShingles(source: string): Set<string> {
  return shingles(programTokens(source));
}

/** The words and signs of a program; comments are left out, chosen names and literals stand for themselves no more. */
export function programTokens(source: string): readonly string[] {
  return (source.replace(COMMENT, '').match(TOKEN) ?? []).map((token) => {
    if (/^["']/.test(token)) return '""';
    if (/^\p{N}/u.test(token)) return '0';
    return /^[\p{L}_]/u.test(token) && !KEYWORDS.has(token) ? 'name' : token;
  });
}

function shingles(tokens: readonly string[]): Set<string> {
  const found = new Set<string>();
  for (let start = 0; start < Math.max(1, tokens.length - SHINGLE_TOKENS + 1); start += 1) {
    found.add(tokens.slice(start, start + SHINGLE_TOKENS).join(' '));
  }
  return found;
}

/** Jaccard index: what both have, over what either has; 1 for two empty sets. */
export function jaccard(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  if (one.size === 0 && other.size === 0) return 1;
  let common = 0;
  for (const shingle of one) if (other.has(shingle)) common += 1;
  return common / (one.size + other.size - common);
}
