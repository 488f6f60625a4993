/** The file of a tournament, written from the form: the same words as `docs/tournament.md`, and only what was chosen. */

export interface Settings {
  readonly name: string;
  readonly seed: string;
  readonly protocol: 'solo' | 'auction';
  readonly mechanism: string;
  readonly limit: string;
  readonly biddingMinutes: string;
  readonly settlement: 'verdict' | 'employer';
}

/** A text that YAML cannot take for anything else; JSON's quotes are YAML's, too. */
const text = (value: string): string => (/^[a-z][a-z0-9_-]*$/.test(value) ? value : JSON.stringify(value));

export function fileOf(settings: Settings): string {
  const { name, seed, protocol, mechanism, limit, biddingMinutes, settlement } = settings;
  const lines = [`name: ${text(name)}`, `seed: ${text(seed)}`, `protocol: ${protocol}`, 'roster: study'];
  if (/^[1-9]\d*$/.test(limit)) lines.push(`corpus: { limit: ${limit} }`);
  if (/^[1-9]\d*$/.test(biddingMinutes)) lines.push(`biddingMinutes: ${biddingMinutes}`);
  // A solo run gives every project to everybody at its posted price: there is nothing to bid for.
  if (protocol === 'auction')
    lines.push('market:', `  mechanism: { kind: ${mechanism} }`, `  settlement: ${settlement}`);
  return `${lines.join('\n')}\n`;
}
