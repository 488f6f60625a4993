/** Who beat whom: on a project that both did, who passed where the other failed; in an auction, who was awarded. */

import { clusterOf, decided, type Subject, unitOf } from './subject.ts';

/** One project as a game: the places of its players, equal places a tie. */
export interface Game {
  readonly cluster: string;
  readonly at: number;
  /** Place by index of participant, 0 the best. */
  readonly places: ReadonlyMap<number, number>;
}

function soloGames(subject: Subject, indexOf: ReadonlyMap<string, number>): Game[] {
  const groups = Map.groupBy(decided(subject.observed.work), unitOf);
  return [...groups.values()].flatMap((works): Game[] => {
    const [first] = works;
    if (first === undefined || works.length < 2) return [];
    const places = works.map(
      ({ freelancer, result }) => [indexOf.get(freelancer) ?? -1, result === 'passed' ? 0 : 1] as const,
    );
    return [{ cluster: clusterOf(first), at: first.project ?? 0, places: new Map(places) }];
  });
}

function auctionGames({ observed }: Subject, indexOf: ReadonlyMap<string, number>): Game[] {
  const bids = Map.groupBy(
    observed.bid.filter(({ status }) => status !== 'retracted'),
    ({ market, project }) => `${market}/${project}`,
  );
  return [...bids.values()].flatMap((all): Game[] => {
    const [first] = all;
    if (first === undefined || all.length < 2 || !all.some(({ status }) => status === 'accepted')) return [];
    const places = all.map(
      ({ freelancer, status }) => [indexOf.get(freelancer) ?? -1, status === 'accepted' ? 0 : 1] as const,
    );
    return [{ cluster: clusterOf(first), at: first.project ?? 0, places: new Map(places) }];
  });
}

/** In the order of the projects. */
export function gamesOf(subject: Subject): Game[] {
  const indexOf = new Map(subject.participants.map(({ name }, index) => [name, index]));
  const games = subject.protocol === 'solo' ? soloGames(subject, indexOf) : auctionGames(subject, indexOf);
  return games.sort((a, b) => a.at - b.at);
}

/** How often each (row) beat each other (column). Solo ties are half a win each; two who lost one auction played no game. */
export function winsOf(games: readonly Game[], players: number, ties: 'half' | 'none'): number[][] {
  const wins = Array.from({ length: players }, () => new Array<number>(players).fill(0));
  for (const { places } of games) {
    for (const [one, place] of places) {
      for (const [other, otherPlace] of places) {
        if (one === other || place > otherPlace || (place === otherPlace && ties === 'none')) continue;
        const row = wins[one];
        if (row !== undefined) row[other] = (row[other] ?? 0) + (place === otherPlace ? 0.5 : 1);
      }
    }
  }
  return wins;
}
