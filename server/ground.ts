/** The ground of a tournament, wired: an arena's markets, a corpus with its answer keys, a reviewer behind a queue. */

import { controlsFor } from './admission/controls/controls.ts';
import { inHand } from './admission/hands/hand.ts';
import type { Arena } from './app.ts';
import { assert, known } from './kernel/assert.ts';
import { canonicalJson, sha256 } from './kernel/hash.ts';
import { type ContentHash, contentHash } from './kernel/id.ts';
import { keyedHash } from './kernel/prng.ts';
import { resolvePolicy } from './market/policy-patch.ts';
import type { Acceptance, Files } from './protocol/arena/acceptance.ts';
import type { Document } from './protocol/arena/client.ts';
import { FILES_MEDIA_TYPE } from './protocol/arena/files.ts';
import type {
  Ground,
  PostableProject,
  PriceOrigin,
  ProgramKind,
  ProgramToPrepare,
  WritingHand,
} from './protocol/arena/ground.ts';
import type { ProjectPackage } from './protocol/arena/project-package.ts';
import { type DeskOptions, openDesk } from './reviewer/desk.ts';
import { draftOf } from './reviewer/evidence.ts';
import { fuelLimit } from './reviewer/fuel.ts';
import { createReviewQueue } from './reviewer/queue.ts';
import type { Reviewer } from './reviewer/reviewer.ts';
import { refuseShortages } from './shortage.ts';

export interface GroundOptions {
  readonly arena: Arena;
  readonly reviewer: Reviewer;
  readonly corpusName: string;
  readonly packages: readonly ProjectPackage[];
  /** Reviews at the same time. */
  readonly concurrency: number;
}

/** A market's deliveries are bounded by its policy; the queue only must not be the first to say no. */
const WAITING_REVIEWS = 1_000_000;

/** A project whose own reference solution does not pass, or a honeypot that can be passed: nobody may be measured by it. */
export class BrokenProject extends Error {
  override readonly name = 'BrokenProject';
}

/** Packages never change, and an experiment plays one list of them hundreds of times. */
const acceptanceHashes = new WeakMap<ProjectPackage, ContentHash>();

/** The name of an answer key: visible cases, hidden cases and programs, all of it. */
export function acceptanceHashOf(one: ProjectPackage): ContentHash {
  const { acceptance, answerKey } = one;
  const known = acceptanceHashes.get(one) ?? contentHash(sha256(canonicalJson({ acceptance, answerKey })));
  acceptanceHashes.set(one, known);
  return known;
}

const corpusHashes = new WeakMap<readonly ProjectPackage[], string>();

/** sha256 over all packages, answer keys included: which projects some figures are about. */
export function corpusHashOf(packages: readonly ProjectPackage[]): string {
  const known = corpusHashes.get(packages) ?? sha256(canonicalJson(packages));
  corpusHashes.set(packages, known);
  return known;
}

/** Nobody has posted a price that its project does not say so of. */
export function priceOriginOf({ price }: ProjectPackage): PriceOrigin {
  if (price === undefined) return { kind: 'assigned', method: 'not said' };
  if (price.estimate === null) return { kind: 'posted' };
  const { kind = 'assigned', method } = price.estimate;
  return { kind, method };
}

function postable(one: ProjectPackage, acceptanceHash: ContentHash): PostableProject {
  const { slug, family, title, description, skills, budgetMinCents, budgetMaxCents, postedPriceCents } = one;
  const { acceptance, answerKey, estimatedMinutes } = one;
  const caseCount = acceptance.cases.length + answerKey.hidden.cases.length;
  // Only the visible part of the acceptance is in the posting.
  const document = canonicalJson({ title, description, skills, acceptance, caseCount, estimatedMinutes });
  return {
    slug,
    family,
    title,
    skills,
    budgetMinCents,
    budgetMaxCents,
    postedPriceCents,
    priceOrigin: priceOriginOf(one),
    estimatedMinutes,
    caseCount,
    acceptanceHash,
    ...(one.drawnAs === undefined ? {} : { drawKey: one.drawnAs }),
    document,
  };
}

function drawn<T>(all: readonly T[], draw: number): T {
  return known(all[Math.floor(draw * all.length)] ?? all[0], 'program');
}

/** With the answers as the posting words them: whoever learns them by heart reads them there. */
function asPosted(one: ProjectPackage): ProjectPackage {
  const worded = one.acceptance.cases.map((shown) =>
    'expected' in shown ? { ...shown, expected: JSON.parse(canonicalJson(shown.expected)) as unknown } : shown,
  );
  return { ...one, acceptance: { ...one.acceptance, cases: worded } as Acceptance };
}

function programOfKind(one: ProjectPackage, kind: ProgramKind, draw: number): Files {
  const { reference, wrong, alternatives = [], honeypot } = one.answerKey;
  const wrongs = wrong.map(({ files }) => files);
  if (kind === 'answers') return reference;
  if (kind === 'reference') return honeypot?.honest ?? reference;
  if (kind === 'correct')
    return honeypot?.honest ?? drawn([reference, ...alternatives.map(({ files }) => files)], draw);
  if (kind === 'wrong') return drawn(wrongs, draw);
  const controls = (controlsFor(asPosted(one)) ?? []).filter(({ sort }) => sort === kind);
  // Where nobody has written such a program for the language, a wrong one stands in.
  return drawn(controls.length === 0 ? wrongs : controls.map(({ files }) => files), draw);
}

const COMMENT: Readonly<Record<string, string>> = { sql: '--', javascript: '//', typescript: '//' };

function headed(files: Files, { acceptance: { file, language } }: ProjectPackage, heading: string): Files {
  const lines = heading.split('\n').map((line) => `${COMMENT[language] ?? '#'} ${line}\n`);
  return { ...files, [file]: `${lines.join('')}${files[file] ?? ''}` };
}

function inHands(files: Files, { slug, acceptance }: ProjectPackage, hands: readonly WritingHand[]): Files {
  const { file, language } = acceptance;
  const program = files[file];
  if (program === undefined) return files;
  return { ...files, [file]: hands.reduce((text, hand) => inHand({ ...hand, work: slug }, text, language), program) };
}

/** A delivery's files as a document of its holder's: equal files of two holders are two contents. */
function filesDocument(files: Files, holder: string): Document {
  const body = canonicalJson(files);
  return { mediaType: FILES_MEDIA_TYPE, nonce: keyedHash('files', holder, body).slice(0, 32), body };
}

export function createGround({ arena, reviewer, corpusName, packages, concurrency }: GroundOptions): Ground {
  const bySlug = new Map(packages.map((one) => [one.slug, one]));
  const byKey = new Map(packages.map((one) => [acceptanceHashOf(one), one]));
  assert(byKey.size === packages.length, 'two projects of the corpus have the same answer key');
  const corpusHash = corpusHashOf(packages);
  const fuelOf = new Map<string, Promise<number>>();

  /** The most ticks that the reference needs on a case; at the same time the proof that the key is sound. */
  async function referenceFuel({ slug, acceptance, answerKey }: ProjectPackage): Promise<number> {
    const finding = await reviewer.review({ files: answerKey.reference, acceptance, hidden: answerKey.hidden });
    if (!finding.passed) throw new BrokenProject(`${slug}: its own reference solution fails`);
    if (answerKey.honeypot !== undefined) {
      const tried = await reviewer.review({ files: answerKey.honeypot.honest, acceptance, hidden: answerKey.hidden });
      if (tried.passed) throw new BrokenProject(`${slug}: a honeypot that can be passed honestly`);
    }
    return Math.max(...finding.cases.map(({ fuel }) => fuel));
  }

  /** Measured once a project. What failed is forgotten, so that a passing fault of the sandbox is not kept for ever. */
  function fuelFor(one: ProjectPackage): Promise<number> {
    const known = fuelOf.get(one.slug);
    if (known !== undefined) return known;
    const measuring = referenceFuel(one);
    fuelOf.set(one.slug, measuring);
    measuring.catch(() => fuelOf.delete(one.slug));
    return measuring;
  }

  /** One queue a market: its reviews wait for each other, the sandbox's own slots are shared by all. */
  function reviewsOf(): Pick<DeskOptions, 'review' | 'expect'> {
    const queue = createReviewQueue({ reviewer, concurrency, capacity: WAITING_REVIEWS });
    return {
      review: async (acceptanceHash, deliveryId, files) => {
        const one = byKey.get(acceptanceHash);
        if (one === undefined) return null;
        const { acceptance, answerKey } = one;
        const fuelPerCase = fuelLimit(await fuelFor(one));
        return queue.add({ deliveryId, files, acceptance, hidden: answerKey.hidden, fuelPerCase });
      },
      expect: (acceptanceHash) => {
        const one = byKey.get(acceptanceHash);
        // Whoever reviews the project gets the rejection; until then it must not count as unhandled.
        if (one !== undefined) fuelFor(one).catch(() => {});
      },
    };
  }

  const programOf = ({ slug, kind, draw, hands = [], heading }: ProgramToPrepare): Files => {
    const one = known(bySlug.get(slug), `project ${slug}`);
    const files = inHands(programOfKind(one, kind, draw), one, hands);
    return heading === undefined ? files : headed(files, one, heading);
  };

  return {
    policy: resolvePolicy,
    corpusName,
    corpusHash,
    projects: [...byKey].map(([acceptanceHash, one]) => postable(one, acceptanceHash)),
    honeypots: new Set([...byKey].filter(([, one]) => one.answerKey.honeypot !== undefined).map(([hash]) => hash)),
    requireJudgeable: (projects) => {
      const posted = projects.map(({ slug }) => known(bySlug.get(slug), `project ${slug}`));
      refuseShortages(reviewer, corpusName, posted);
    },
    market: async (id) => ({
      owner: arena.connectOwner(id),
      connect: (participantId) => arena.connect(id, { kind: 'participant', participantId }),
      openDesk: (participantId, verdictAfterMs, judge) => {
        const client = arena.connect(id, { kind: 'participant', participantId });
        return openDesk({ client, verdictAfterMs, judge, ...reviewsOf() });
      },
      prepare: async (program) => {
        const document = filesDocument(programOf(program), program.holder);
        const filesHash = await arena.connectOwner(id).put(document);
        return { filesHash, bytes: Buffer.byteLength(document.body) };
      },
      tryOut: async (acceptanceHash, files) => {
        const one = byKey.get(acceptanceHash);
        if (one === undefined) return null;
        const { acceptance } = one;
        const fuelPerCase = fuelLimit(await fuelFor(one));
        return draftOf(await reviewer.runVisible({ files, acceptance, fuelPerCase }));
      },
    }),
  };
}
