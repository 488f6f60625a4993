/** Days as whole numbers since 1970, for the families' own answers. */

const DAY_MS = 86_400_000;
const texts = new Map<number, string>();

export const dayNumber = (text: string): number => Date.parse(`${text}T00:00:00Z`) / DAY_MS;

/** YYYY-MM-DD; remembered, since answers that look at every day ask for the same ones over and over. */
export function dayText(day: number): string {
  const known = texts.get(day);
  if (known !== undefined) return known;
  const text = new Date(day * DAY_MS).toISOString().slice(0, 10);
  texts.set(day, text);
  return text;
}
