/** Task family: tournament pairings (round robins, league tables, the next round of a Swiss tournament). */

import type { Chance } from '../../../server/kernel/prng.ts';
import { drawn, someFirm, somePeople, someTowns } from '../drawn-words.ts';
import { functionProject, type Posting, PYTHON } from '../family.ts';
import type { settingsOf } from '../study-family.ts';
import { voicedFamily } from '../three-voices.ts';
import { SIZES, tournamentPairingsPieces } from './tournament-pairings.posting.ts';
import { pairingPrograms, pairingWrong } from './tournament-pairings.programs.ts';

const DIALS = {
  task: ['rounds', 'table', 'swiss'],
  ties: ['direct', 'scored'],
  points: ['three', 'two'],
} as const;

export type Settings = ReturnType<typeof settingsOf<typeof DIALS>>;
type Game = [home: string, away: string, ours: number, theirs: number];
type Swiss = [white: string, black: string | null, score: number];

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** The classic table: in round r of n - 1 the teams i and j meet where i + j leaves r, the first team filling the gap. */
function roundRobin({ ties, points }: Settings, teams: readonly string[]): string[][][] {
  const count = teams.length + (teams.length % 2);
  const turning = drawn(Math.max(0, count - 1), (at) => at + 1);
  return turning.map((_, round) => {
    const row = [0, ...turning.slice(turning.length - round), ...turning.slice(0, turning.length - round)];
    const games = drawn(count / 2, (at) => [teams[row[at] ?? 0], teams[row[count - 1 - at] ?? 0]]).flatMap(
      ([one, two]) => {
        if (one === undefined || two === undefined) return ties === 'scored' ? [] : [['bye', one ?? two ?? '']];
        return [points === 'two' && round % 2 === 1 ? [two, one] : [one, two]];
      },
    );
    return games.toSorted((a, b) => byText(a.join('\0'), b.join('\0')));
  });
}

function leagueTable({ ties, points }: Settings, results: readonly Game[]) {
  const worth = points === 'three' ? 3 : 2;
  const sides = results.flatMap(([home, away, ours, theirs]) => [
    { team: home, other: away, ours, theirs },
    { team: away, other: home, ours: theirs, theirs: ours },
  ]);
  const sum = (
    team: string,
    value: (side: (typeof sides)[number]) => number,
    among: (other: string) => boolean = () => true,
  ) => sides.filter((side) => side.team === team && among(side.other)).reduce((total, side) => total + value(side), 0);
  const earned = (side: (typeof sides)[number]) =>
    side.ours > side.theirs ? worth : side.ours === side.theirs ? 1 : 0;
  const teams = [...new Set(sides.map(({ team }) => team))];
  const keys = new Map(
    teams.map((team) => {
      const total = sum(team, earned);
      const difference = sum(team, ({ ours, theirs }) => ours - theirs);
      const equal = (other: string) => sum(other, earned) === total;
      const rest =
        ties === 'direct'
          ? [sum(team, earned, equal), difference]
          : [sum(team, ({ ours, theirs }) => (ours > theirs ? 1 : 0)), difference, sum(team, ({ ours }) => ours)];
      return [team, [total, ...rest]];
    }),
  );
  const compare = (a: string, b: string) =>
    (keys.get(a) ?? []).map((key, at) => (keys.get(b)?.[at] ?? 0) - key).find((gap) => gap !== 0) ?? byText(a, b);
  return teams
    .toSorted(compare)
    .map((team) => [
      team,
      sum(team, () => 1),
      sum(team, ({ ours }) => ours),
      sum(team, ({ theirs }) => theirs),
      keys.get(team)?.[0] ?? 0,
    ]);
}

function nextRound(
  { ties, points }: Settings,
  players: readonly string[],
  results: readonly Swiss[],
): (string | null)[][] {
  const score = (player: string) =>
    results.reduce((sum, [white, black, won]) => sum + (white === player ? won : black === player ? 1 - won : 0), 0);
  const met = (a: string, b: string | null) =>
    results.some(([white, black]) => (white === a && black === b) || (white === b && black === a));
  const start = ties === 'direct' ? players.toSorted(byText) : players;
  const order = start.toSorted((a, b) => score(b) - score(a));
  const rests =
    points === 'three'
      ? order
      : [...order.filter((player) => met(player, null)), ...order.filter((player) => !met(player, null))];
  const resting = order.length % 2 === 1 ? (rests.at(-1) ?? null) : null;
  let left = order.filter((player) => player !== resting);
  const pairs: (string | null)[][] = [];
  for (let [player] = left; player !== undefined; [player] = left) {
    const one = player;
    const partner = left.slice(1).find((other) => !met(one, other)) ?? left[1] ?? '';
    pairs.push([one, partner]);
    left = left.filter((other) => other !== one && other !== partner);
  }
  return resting === null ? pairs : [...pairs, [resting, null]];
}

/** Rounds played as the rules pair them, with drawn scores. */
function played(random: Chance, settings: Settings, players: readonly string[], rounds: number): Swiss[] {
  let results: Swiss[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const pairs = nextRound(settings, players, results);
    results = [
      ...results,
      ...pairs.map(
        ([white, black]): Swiss => [white ?? '', black ?? null, black === null ? 1 : random.pick([0, 0.5, 1])],
      ),
    ];
  }
  return results;
}

function build(settings: Settings, random: Chance, posting: Posting, reference: string) {
  const rest = { reference, wrong: pairingWrong(settings) };
  const teams = (count: number) =>
    count > 24 ? drawn(count, (at) => `Team ${at}`) : random.shuffle([...someTowns(random, count)]);
  const sized = <Input>(make: (count: number, at: number) => Input) =>
    Object.fromEntries(Object.entries(SIZES).map(([name, count], at) => [name, make(count, at)]));
  if (settings.task === 'rounds') {
    const make = (count: number): [string[]] => [teams(count)];
    return functionProject<[string[]]>(PYTHON, posting, {
      visible: { four: make(4), six: make(6) },
      hidden: { nobody: [[]], ...sized(make) },
      ...rest,
      entry: 'rounds',
      answer: (all) => roundRobin(settings, all),
    });
  }
  if (settings.task === 'table') {
    const game = (home: string, away: string, ours: number, theirs: number): Game => [home, away, ours, theirs];
    const make = (count: number, at: number): [Game[]] => {
      const all = teams(count);
      const games = all.flatMap((home, place) =>
        all.slice(place + 1).map((away) => game(home, away, random.below(3), random.below(3))),
      );
      return [random.shuffle(games).slice(0, at % 2 === 0 ? 200 : 25)];
    };
    const [a = '', b = '', c = '', d = ''] = teams(4);
    const equal: [Game[]] = [
      [game(a, b, 2, 0), game(b, c, 1, 0), game(c, a, 3, 0), game(d, a, 0, 1), game(d, b, 0, 1), game(d, c, 0, 0)],
    ];
    const same: [Game[]] = [[game(a, b, 1, 1), game(d, c, 1, 1)]];
    const direct: [Game[]] = [
      [game(a, b, 0, 1), game(a, c, 5, 0), game(b, c, 0, 2), game(c, d, 1, 1), game(a, d, 0, 0), game(b, d, 0, 0)],
    ];
    const wins: [Game[]] = [
      [game(a, b, 1, 1), game(a, c, 0, 0), game(a, d, 2, 2), game(b, c, 1, 0), game(d, b, 6, 0), game(d, c, 0, 2)],
    ];
    return functionProject<[Game[]]>(PYTHON, posting, {
      visible: { four: [[game(a, b, 2, 1), game(c, d, 0, 3), game(a, c, 1, 1)]], more: make(5, 1) },
      hidden: {
        nobody: [[]],
        'equal points': equal,
        'equal in everything': same,
        'direct game decides': direct,
        'many draws': wins,
        ...sized(make),
      },
      ...rest,
      entry: 'table',
      answer: (results) => leagueTable(settings, results),
    });
  }
  type Call = [string[], Swiss[]];
  const [a = '', b = '', c = '', d = '', e = ''] = somePeople(random, 5);
  const games: Swiss[] = [
    [e, null, 1],
    [a, b, 0.5],
    [c, d, 0.5],
    [a, e, 1],
    [b, c, 1],
    [d, null, 1],
    [e, b, 0],
    [c, a, 1],
  ];
  const make = (count: number, at: number): Call => {
    const all = count > 24 ? drawn(count, (number) => `P${100 - number}`) : random.shuffle(somePeople(random, count));
    return [all, played(random, settings, all, at === 0 ? 1 : 2 + (at % 4))];
  };
  return functionProject<Call>(PYTHON, posting, {
    visible: { four: make(4, 1), five: make(5, 2) },
    hidden: {
      nobody: [[], []],
      'the last has rested': [[a, b, c, d, e], games],
      'first round': [random.shuffle(somePeople(random, 6)), []],
      ...sized(make),
    },
    ...rest,
    entry: 'next_round',
    answer: (players, results) => nextRound(settings, players, results),
  });
}

const STORIES = [
  'runs a table tennis league',
  'organises chess evenings',
  'looks after the village football cup',
  'hosts darts nights',
  'is the office of a handball district',
] as const;

export const tournamentPairings = voicedFamily({
  name: 'tournament-pairings',
  category: 'scheduling',
  dials: DIALS,
  variant: (settings, circumstances) => {
    const { tell, turn, random } = circumstances;
    const story = `${someFirm(random)} ${turn(STORIES)}`;
    return {
      title: {
        rounds: tell(
          'Python: round robin plan by the circle method',
          'A fixture list for our league',
          'Round robin schedule by the circle method',
        ),
        table: tell(
          'Python: league table from results',
          'Our league table should compute itself',
          'Computation of a league table with tie rules',
        ),
        swiss: tell(
          'Python: pairings of the next Swiss round',
          'Who plays whom next? Swiss system',
          'Pairing of a round in the Swiss system',
        ),
      }[settings.task],
      opening: tell(
        `${story}. One Python function wanted, standard library only; our own program calls it.`,
        `${story}, on paper until now. We would like to have this one thing done by a small Python function.`,
        `${story}. The following Python function is required.`,
      ),
      pieces: tournamentPairingsPieces(circumstances, settings),
      skills: ['Python', 'Algorithm'],
      minutes: { rounds: 30, table: 40, swiss: 50 }[settings.task],
      programs: pairingPrograms(settings),
      build: (posting, reference) => build(settings, random, posting, reference),
    };
  },
});
