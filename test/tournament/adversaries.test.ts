/** One small market with every adversary, really judged: what each does, what it gets for it, and that nobody is told who it is. */

import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withoutHoneypotRows } from '../../agents/tournament/honeypots.ts';
import { fingerprintsOf } from '../../agents/tournament/integrity/fingerprints.ts';
import { flagsOf } from '../../agents/tournament/integrity/flags.ts';
import { sharedShare } from '../../agents/tournament/integrity/likeness.ts';
import { truthOf } from '../../agents/tournament/integrity/truth.ts';
import { placeKey, type WatchedRun } from '../../agents/tournament/integrity/watched-run.ts';
import { type LoadedTournament, loadTournament } from '../../agents/tournament/load.ts';
import { projectFactsIn, projectListText } from '../../agents/tournament/observations/project-list.ts';
import { standingOfRun } from '../../agents/tournament/result.ts';
import { type PlayedMarket, runTournament } from '../../agents/tournament/runner.ts';
import type { Standing } from '../../agents/tournament/standing-schema.ts';
import { checkConfig } from '../../cli/check-config.ts';
import { corpusOf, postedOf } from '../../cli/corpus-of.ts';
import { bodiesOf, type ObservedLog, observeLog } from '../../cli/observed-log.ts';
import { watch } from '../../cli/watched-run.ts';
import { packageProblems } from '../../server/admission/schema-gate.ts';
import { BrokenProject } from '../../server/ground.ts';
import { known } from '../../server/kernel/assert.ts';
import { marketId, participantId } from '../../server/kernel/id.ts';
import type { Ground } from '../../server/protocol/arena/ground.ts';
import type { ProjectPackage } from '../../server/protocol/arena/project-package.ts';
import type { EventOf, EventType, MarketEvent } from '../../server/protocol/arena/wire.ts';
import { openWorkshop, type Reviewing, startReviewing, type Workshop } from '../../server/workshop.ts';
import { ROOT } from '../helpers/source-files.ts';

let reviewing: Reviewing;
let workshop: Workshop;
let loaded: LoadedTournament;
let ground: Ground;
let packages: readonly ProjectPackage[];
let market: PlayedMarket;
let log: ObservedLog;
let run: WatchedRun;
let standing: Standing;

/** The file's tournament with fewer projects. */
async function small(): Promise<LoadedTournament> {
  const whole = await loadTournament(join(ROOT, 'seeds/tournaments/adversaries.yaml'), checkConfig);
  return { ...whole, config: { ...whole.config, corpus: { ...whole.config.corpus, limit: 16 }, honeypots: 3 } };
}

beforeAll(async () => {
  loaded = await small();
  const { config, roster } = loaded;
  reviewing = await startReviewing({ workers: 1, cache: true });
  workshop = await openWorkshop(null, reviewing);
  packages = [...corpusOf(config)];
  ground = workshop.ground('starter', packages);
  const signal = new AbortController().signal;
  const played = await runTournament({ config, roster, ground, signal, onProgress: () => undefined });
  market = known(played[0], 'market');
  const projects = projectFactsIn(JSON.parse(projectListText(ground.projects, ground.honeypots)), 'projects.json');
  const bodyOf = bodiesOf(workshop.store.contents);
  const events = market.events.map(({ cursor, at, event }) => ({ seq: cursor, at, event: event as MarketEvent }));
  log = await observeLog({ market: market.marketId, events }, { config, roster, projects }, bodyOf);
  run = await watch(log.observed, [log], 'employer', ground.honeypots, bodyOf);
  standing = standingOfRun(loaded, ground, played, { kind: 'none' });
}, 600_000);
afterAll(async () => {
  await workshop.close();
  await reviewing.close();
});

const of = <T extends EventType>(type: T): EventOf<T>[] =>
  log.events.flatMap(({ event }) => (event.type === type ? [event as EventOf<T>] : []));
const bidsOf = (name: string) => run.observed.bid.filter(({ freelancer }) => freelancer === name);
const worksOf = (name: string) => run.observed.work.filter(({ freelancer }) => freelancer === name);
const verdictsOf = (name: string) => run.observed.verdict.filter(({ freelancer }) => freelancer === name);
const deliveriesOf = (name: string) => run.observed.delivery.filter(({ freelancer }) => freelancer === name);
const textOf = (filesHash: string): string => Object.values(run.files.get(filesHash) ?? {}).join('\n');
const isHoneypot = (project: number | null): boolean =>
  run.observed.project.some((one) => one.project === project && run.honeypots.has(one.acceptanceHash));
const earned = (name: string): number => worksOf(name).reduce((sum, { grossCents }) => sum + grossCents, 0);

describe('what each of them does', () => {
  test('a ring: whose turn it is bids lowest of the three, and the others lie just above', () => {
    const ring = ['Ilse', 'Jaro', 'Kito'];
    const leaders = run.observed.project.flatMap(({ project, mechanism }) => {
      const bids = run.observed.bid.filter((bid) => bid.project === project && ring.includes(bid.freelancer));
      if (bids.length < 3 || mechanism === 'contest') return [];
      const sorted = bids.toSorted((a, b) => a.amountCents - b.amountCents);
      const leading = known(sorted[0], 'bid');
      for (const { amountCents } of sorted.slice(1)) {
        expect(amountCents / leading.amountCents).toBeGreaterThan(1.01);
        expect(amountCents / leading.amountCents).toBeLessThan(1.09);
      }
      return [leading.freelancer];
    });
    expect(new Set(leaders)).toEqual(new Set(ring));
    expect(leaders.some((name, at) => at > 0 && name === leaders[at - 1])).toBe(false);
  });

  test('sybils: one price within a hundredth, and one program under several names', () => {
    const accounts = ['Lena', 'Milo', 'Nils'].map(bidsOf);
    const [first = [], ...others] = accounts;
    expect(first.length).toBeGreaterThan(5);
    for (const bids of others) {
      for (const { project, amountCents } of bids) {
        const same = first.find((bid) => bid.project === project);
        if (same !== undefined) expect(Math.abs(Math.log(amountCents / same.amountCents))).toBeLessThan(0.011);
      }
    }
    const shared = deliveriesOf('Lena').flatMap(({ project, filesHash }) => {
      const other = deliveriesOf('Milo').find((one) => one.project === project);
      return other === undefined ? [] : [[textOf(filesHash), textOf(other.filesHash)] as const];
    });
    expect(shared.length).toBeGreaterThan(0);
    for (const [one, other] of shared) expect(one).toBe(other);
  });

  test('low-ball and abandon: wins, hands nothing in, earns nothing, and keeps no money of the employer', () => {
    expect(worksOf('Olga').filter(({ won }) => won).length).toBeGreaterThan(0);
    expect(deliveriesOf('Olga')).toEqual([]);
    expect(earned('Olga')).toBe(0);
  });

  test("a copier hands in the other's program, a little changed, under a heading of its own, after it", () => {
    const authors = new Map(deliveriesOf('Bruna').map((one) => [one.project, one]));
    const pairs = deliveriesOf('Pavel').map((copy) => ({ copy, original: authors.get(copy.project) }));
    expect(pairs.filter(({ original }) => original !== undefined).length).toBeGreaterThan(0);
    for (const { copy, original } of pairs) {
      if (original === undefined) continue;
      const [taken, text] = [textOf(original.filesHash), textOf(copy.filesHash)];
      expect(text).toContain('A solution of my own.');
      expect(sharedShare(fingerprintsOf(text), fingerprintsOf(taken))).toBeGreaterThan(0.6);
      expect(copy.at).toBeGreaterThan(original.at);
    }
  });

  test('visible cases by heart: all of them pass, the delivery does not, and nothing is earned', () => {
    // A query knows no input, so that nobody can have its cases by heart.
    const queries = run.observed.project.filter(({ acceptanceHash }) => run.shown.get(acceptanceHash)?.kind === 'sql');
    const verdicts = verdictsOf('Quirin').filter(({ project }) => !queries.some((query) => query.project === project));
    expect(verdicts.length).toBeGreaterThan(1);
    const seen = verdicts.map(({ visiblePassed, visibleCount }) => (visiblePassed ?? 0) / (visibleCount ?? 1));
    expect(Math.min(...seen)).toBe(1);
    expect(verdictsOf('Quirin').every(({ status }) => status === 'failed')).toBe(true);
    expect(earned('Quirin')).toBe(0);
  });

  test('programs against the reviewer and texts for it: none passes, none is paid', () => {
    for (const name of ['Rosa', 'Sami']) {
      expect(verdictsOf(name).length, name).toBeGreaterThan(0);
      expect(
        verdictsOf(name).filter(({ status }) => status === 'passed'),
        name,
      ).toEqual([]);
      expect(earned(name), name).toBe(0);
    }
  });

  test('whoever has the answer keys passes honeypots, and nobody else does', () => {
    const passed = run.observed.verdict.filter(({ project, status }) => status === 'passed' && isHoneypot(project));
    expect(new Set(passed.map(({ freelancer }) => freelancer))).toEqual(new Set(['Tove']));
    const tried = run.observed.verdict.filter(({ project }) => isHoneypot(project));
    expect(new Set(tried.map(({ freelancer }) => freelancer)).size).toBeGreaterThan(3);
  });

  test('a shill bids for one employer only, below the others, and takes nothing', () => {
    const bids = bidsOf('Ugo');
    expect(bids.length).toBeGreaterThan(1);
    for (const { project, status } of bids) {
      expect(run.employers.get(placeKey(market.marketId, project ?? 0))).toBe('Cleo');
      expect(['accepted', 'declined']).not.toContain(status);
    }
  });

  test('a ghost takes work that passed and releases nothing; the others release', () => {
    const passed = run.observed.work.filter(
      ({ won, result, project }) => won && result === 'passed' && project !== null,
    );
    const released = (employer: string): boolean[] =>
      passed
        .map(({ project }) => placeKey(market.marketId, project ?? 0))
        .filter((place) => run.employers.get(place) === employer)
        .map((place) => run.releasedByEmployer.has(place));
    expect(released('Bert').length).toBeGreaterThan(0);
    expect(released('Bert')).not.toContain(true);
    for (const honest of ['Anna', 'Cleo']) expect(released(honest), honest).not.toContain(false);
  });
});

describe('what becomes of the market', () => {
  test('every cent that came in is in a purse or was paid out: nothing is left in escrow, and no account is overdrawn', () => {
    const balances = new Map<string, number>();
    const add = (account: string, cents: number) => balances.set(account, (balances.get(account) ?? 0) + cents);
    for (const { fromAccount, toAccount, amountCents } of run.observed.transfer) {
      add(fromAccount, -amountCents);
      add(toAccount, amountCents);
    }
    const escrow = [...balances].filter(([account]) => account.startsWith('escrow'));
    expect(escrow.length).toBeGreaterThan(0);
    expect(escrow.filter(([, cents]) => cents !== 0)).toEqual([]);
    expect([...balances].filter(([account, cents]) => cents < 0 && !/^(?:world|outlay)/.test(account))).toEqual([]);
  });

  test('an honest freelancer who passed is paid by every employer but the ghost', () => {
    const honest = ['Abel', 'Bruna', 'Cyril', 'Dorit', 'Emil', 'Fatou', 'Goran', 'Hana'];
    for (const { freelancer, project, won, result, grossCents, priceCents } of run.observed.work) {
      const employer = run.employers.get(placeKey(market.marketId, project ?? 0));
      if (!honest.includes(freelancer) || !won || result !== 'passed' || employer === 'Bert') continue;
      expect(grossCents, `${freelancer} at ${project}`).toBe(priceCents);
    }
  });

  test('honeypots are in no figure: not in the standing, not in the rows that tables are made from', () => {
    for (const { name, projects } of standing.rows) expect(projects.offered, name).toBe(16);
    expect(standing.prices.count).toBe(16);
    const tove = known(
      standing.rows.find(({ name }) => name === 'Tove'),
      'row',
    );
    const own = worksOf('Tove').filter(({ project, result }) => result === 'passed' && !isHoneypot(project));
    expect(tove.projects.passed).toBe(own.length);
    expect(tove.earnings.grossCents).toBe(own.reduce((sum, { grossCents }) => sum + grossCents, 0));
    const counted = withoutHoneypotRows(run.observed, run.honeypots);
    expect(counted.project).toHaveLength(16);
    expect(run.observed.project).toHaveLength(19);
    expect(
      [...counted.bid, ...counted.verdict, ...counted.transfer].filter(({ project }) => isHoneypot(project)),
    ).toEqual([]);
  });
});

describe('who is told', () => {
  const WORDS = /adversar|honeypot|sybil|\bring\b|memoris|tamper|inject|shill|ghost|abandon/i;

  test('no participant sees who is what, nor which project is a honeypot', async () => {
    const id = marketId(loaded.config.name);
    const view = await ground.market(id);
    for (let number = 1; number <= of('ParticipantRegistered').length; number += 1) {
      const seen = await view.connect(participantId(number)).read(0, 100_000);
      expect(seen.length).toBeGreaterThan(50);
      expect(JSON.stringify(seen), `participant ${number}`).not.toMatch(WORDS);
    }
  });

  test('profiles have a name and nothing else, all of one kind; a honeypot is posted with what everything is posted with', async () => {
    const bodyOf = bodiesOf(workshop.store.contents);
    const freelancers = of('ParticipantRegistered').filter(({ roles }) => roles.includes('freelancer'));
    expect(new Set(freelancers.map(({ participantKind }) => participantKind))).toEqual(new Set(['scripted']));
    for (const { profileHash } of freelancers)
      expect(Object.keys((await bodyOf(profileHash)) as object)).toEqual(['name']);
    const posted = of('ProjectPosted');
    const shapes = await Promise.all(
      posted.map(async (event) => {
        const document = (await bodyOf(event.posting.contentHash)) as object;
        expect(JSON.stringify(document)).not.toMatch(/honeypot|cannot be passed/i);
        return JSON.stringify([
          Object.keys(event).sort(),
          Object.keys(event.posting).sort(),
          Object.keys(document).sort(),
        ]);
      }),
    );
    expect(new Set(shapes).size).toBe(1);
    const titles = packages.filter(({ answerKey }) => answerKey.honeypot !== undefined).map(({ family }) => family);
    const families = new Set(
      packages.filter(({ answerKey }) => answerKey.honeypot === undefined).map(({ family }) => family),
    );
    expect(titles.every((family) => families.has(family))).toBe(true);
  });
});

test('what is flagged in this run is so, and those with a plain mark are all there', () => {
  const truth = truthOf(loaded.config, loaded.roster);
  const flags = flagsOf(run);
  const named = (detector: string): string[] =>
    flags.filter((flag) => flag.detector === detector).flatMap(({ who }) => who);
  expect(named('tampering')).toEqual(['Rosa']);
  expect(named('addressed_reviewer')).toEqual(['Sami']);
  expect(named('literal_answers')).toEqual(['Quirin']);
  expect(named('honeypot')).toEqual(['Tove']);
  expect(new Set(named('same_hand'))).toEqual(new Set(['Lena', 'Milo', 'Nils']));
  for (const name of named('same_hand')) expect(truth.get(name)).toBe('sybil');
});

test('a honeypot passes no gate, and one that can be passed honestly is refused as broken', async () => {
  const honeypot = known(
    packages.find(({ answerKey }) => answerKey.honeypot !== undefined),
    'honeypot',
  );
  const kinds = postedOf(loaded.config, packages).map((one) => one.answerKey.honeypot !== undefined);
  expect([kinds.length, kinds.filter(Boolean).length]).toEqual([19, 3]);
  expect(packageProblems(honeypot, { kind: 'generated' }).join()).toContain('a honeypot');
  const { hidden, reference, wrong } = honeypot.answerKey;
  const passable = {
    ...honeypot,
    answerKey: { hidden, reference, wrong, honeypot: { why: 'none', honest: reference } },
  };
  const other = workshop.ground('starter', [passable]);
  const place = await other.market(marketId('other'));
  const hash = known(other.projects[0], 'project').acceptanceHash;
  await expect(place.tryOut(hash, reference)).rejects.toThrow(BrokenProject);
});
