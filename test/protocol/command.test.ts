/** The border: every command comes through as it was sent, and nothing else comes through. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson } from '../../server/kernel/hash.ts';
import { contentHash } from '../../server/kernel/id.ts';
import type { CommandRequest, CommandType } from '../../server/market/command.ts';
import { DEFAULT_POLICY } from '../../server/market/policy.ts';
import { commandIdSchema, parseRequest } from '../../server/protocol/arena/command.ts';

const HASH = contentHash('0123456789abcdef'.repeat(4));
const about = { bidId: 1, amountCents: 2, days: 3, qualityBps: 4, proposalHash: HASH };

/** One of each, with values that are all different where they could be mixed up. The compiler keeps it complete. */
const SAMPLES: Readonly<Record<CommandType, Readonly<Record<string, unknown>>>> = {
  OpenMarket: { policy: DEFAULT_POLICY, seed: 'seed' },
  CloseMarket: {},
  RegisterParticipant: {
    roles: ['employer', 'freelancer'],
    participantKind: 'model',
    skills: ['Python'],
    profileHash: HASH,
  },
  WithdrawParticipant: { participantId: 1 },
  Deposit: { participantId: 1, amountCents: 2 },
  WithdrawFunds: { participantId: 1, amountCents: 2 },
  BookCost: { participantId: 1, amountCents: 2, costKind: 'sandbox', projectId: null },
  EraseContent: { contentHash: HASH },
  PostProject: {
    contentHash: HASH,
    acceptanceHash: HASH,
    caseCount: 3,
    skills: ['Python', 'SQL'],
    budgetMinCents: 0,
    budgetMaxCents: 100,
    postedPriceCents: 50,
    mechanism: { kind: 'english_rev', stepCents: 5, softCloseMs: 0 },
    assigneeId: 2,
    biddingMs: 1_000,
    draft: true,
  },
  PublishProject: { projectId: 1 },
  CancelProject: { projectId: 1 },
  CloseBidding: { projectId: 1 },
  ExpireProject: { projectId: 1 },
  PlaceBid: { projectId: 5, amountCents: 2, days: 3, qualityBps: 4, proposalHash: null, confidenceBps: 6 },
  AmendBid: about,
  RetractBid: { bidId: 1 },
  AwardBid: { bidId: 1 },
  AcceptAward: { bidId: 1 },
  DeclineAward: { bidId: 1 },
  RevokeAward: { bidId: 1 },
  LapseAward: { bidId: 1 },
  EndAward: { projectId: 1, outcome: 'incomplete' },
  LapseDelivery: { projectId: 1 },
  SubmitDelivery: { projectId: 1, filesHash: HASH, bytes: 2 },
  TakeDelivery: { deliveryId: 1 },
  RecordVerdict: {
    deliveryId: 1,
    scoreBps: 2,
    casesPassed: 3,
    caseCount: 4,
    evidenceHash: HASH,
    fuel: 5,
    memoryBytes: 6,
  },
  VoidDelivery: { deliveryId: 1 },
  RequestRevision: { deliveryId: 1, commentHash: HASH },
  CreateMilestone: { bidId: 1, amountCents: 2, descriptionHash: null },
  RequestRelease: { milestoneId: 1 },
  ReleaseMilestone: { milestoneId: 1, amountCents: 2 },
  CancelMilestone: { milestoneId: 1 },
  RequestMilestone: { bidId: 1, amountCents: 2, descriptionHash: null },
  AcceptMilestoneRequest: { requestId: 1 },
  RejectMilestoneRequest: { requestId: 1 },
  WithdrawMilestoneRequest: { requestId: 1 },
  LapseMilestone: { milestoneId: 1 },
  OpenDispute: { milestoneId: 1, offerCents: 2, reasonHash: HASH },
  AnswerDispute: { disputeId: 1, offerCents: 2, reasonHash: null },
  CancelDispute: { disputeId: 1 },
  ResolveDispute: { disputeId: 1, freelancerCents: 0 },
  LapseDispute: { disputeId: 1 },
  PostReview: { projectId: 1, toId: 2, rating: 5, commentHash: HASH },
  RevealReviews: { projectId: 1 },
  ChangeSkills: { participantId: 1, skills: ['sql'] },
  PostMessage: { projectId: 1, toId: null, contentHash: HASH, attachmentHashes: [HASH] },
};

const COMMANDS = Object.entries(SAMPLES).map(([type, body]) => [type, { type, ...body }] as const);
/** Fields that a command may leave out. */
const OPTIONAL: ReadonlySet<string> = new Set(['attachmentHashes']);
const refused = (input: unknown): boolean => !parseRequest(input).ok;

test.each(COMMANDS)('%s comes through with exactly its body, also over a wire', (_type, command) => {
  expect(parseRequest(command)).toEqual({ ok: true, request: command });
  expect(parseRequest(JSON.parse(canonicalJson(command)))).toEqual({ ok: true, request: command });
  const parsed = parseRequest(command);
  expect(parsed.ok && canonicalJson(parsed.request)).toBe(canonicalJson(command));
});

test.each(COMMANDS)('%s with a field missing or one too many is refused', (_type, command) => {
  for (const key of Object.keys(command)) {
    if (OPTIONAL.has(key)) continue;
    const { [key]: _gone, ...rest } = command as Record<string, unknown>;
    expect(refused(rest), `without ${key}`).toBe(true);
    expect(refused({ ...command, [key]: undefined }), `${key} undefined`).toBe(true);
  }
  for (const key of ['surprise', 'actor', 'marketId', 'commandId', 'at', 'toString', '']) {
    expect(refused({ ...command, [key]: 1 }), `with ${key}`).toBe(true);
  }
});

/** Every copy of `value` with one number in it replaced. */
function* withNumber(value: unknown, other: unknown): Generator<unknown> {
  if (typeof value === 'number') yield other;
  else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      for (const changed of withNumber(inner, other)) {
        yield Array.isArray(value) ? value.with(Number(key), changed) : { ...value, [key]: changed };
      }
    }
  }
}

test.each(COMMANDS.filter(([type]) => type !== 'OpenMarket'))(
  'no number of %s may be anything but whole',
  (_type, command) => {
    for (const other of [
      0.5,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      2 ** 53,
      -(2 ** 60),
      1e300,
      '1',
      1n,
      [1],
      {},
      true,
    ]) {
      for (const changed of withNumber(command, other)) expect(refused(changed), String(other)).toBe(true);
    }
  },
);

test('ids count from one, cents from nothing', () => {
  for (const id of [0, -1]) {
    expect(refused({ type: 'AwardBid', bidId: id })).toBe(true);
    expect(refused({ ...SAMPLES.Deposit, type: 'Deposit', participantId: id })).toBe(true);
  }
  expect(refused({ ...SAMPLES.Deposit, type: 'Deposit', amountCents: -1 })).toBe(true);
  expect(refused({ type: 'AwardBid', bidId: Number.MAX_SAFE_INTEGER })).toBe(false);
});

test.each([
  ['too short', 'a'.repeat(63)],
  ['too long', 'a'.repeat(65)],
  ['in capitals', 'A'.repeat(64)],
  ['not hexadecimal', 'g'.repeat(64)],
  ['with a line feed', `${'a'.repeat(64)}\n`],
  ['with a digit of another script', `${'a'.repeat(63)}\u0661`],
  ['no text', 7],
])('a hash that is %s is refused', (_what, hash) => {
  expect(refused({ type: 'EraseContent', contentHash: hash })).toBe(true);
});

test.each([
  '{"type":"CloseMarket","__proto__":{"a":1}}',
  '{"type":"CloseMarket","constructor":{"prototype":{"a":1}}}',
  '{"type":"CloseMarket","prototype":1}',
  '{"type":"__proto__"}',
  '{"type":"constructor"}',
  '{"type":"toString"}',
  '{"type":"hasOwnProperty"}',
  '{"__proto__":{"type":"CloseMarket"}}',
  '{"type":["CloseMarket"]}',
  '[{"type":"CloseMarket"}]',
  '"CloseMarket"',
  'null',
  '{"type":"PostProject","mechanism":{"kind":"__proto__"}}',
])('what plays tricks with an object is refused and changes no object: %s', (text) => {
  expect(refused(JSON.parse(text))).toBe(true);
  expect(({} as { a?: unknown }).a).toBeUndefined();
});

test('what comes through has no field that was not sent, not even by inheritance', () => {
  const parsed = parseRequest(Object.create({ type: 'CloseMarket' }));
  const inherited = Object.assign(Object.create({ amountCents: 5 }), { type: 'Deposit', participantId: 1 });
  expect([parsed.ok ? Object.getPrototypeOf(parsed.request) : Object.prototype]).toEqual([Object.prototype]);
  const second = parseRequest(inherited);
  if (second.ok) expect(Object.keys(second.request)).toContain('amountCents');
});

test('a refusal says where and what, and does not grow with what was sent', () => {
  const parsed = parseRequest({ ...SAMPLES.Deposit, type: 'Deposit', amountCents: 'much' });
  expect(!parsed.ok && parsed.detail).toContain('amountCents: ');
  expect(parseRequest({ type: 'Steal' })).toMatchObject({ ok: false, detail: expect.stringContaining('type: one of') });
  const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`unknown-key-${index}`, index]));
  const long = parseRequest({ type: 'CloseMarket', ...many });
  expect(!long.ok && long.detail.length).toBeLessThan(1_000);
  const wide = parseRequest({ type: 'CloseMarket', ['x'.repeat(100_000)]: 1 });
  expect(!wide.ok && wide.detail.length).toBeLessThan(1_000);
});

test('whatever comes is answered, nothing is thrown, and only whole commands come through', () => {
  const anything = fc.anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withNullPrototype: true,
    withSparseArray: true,
  });
  const sample = fc.constantFrom(...COMMANDS.map(([, command]) => command as Record<string, unknown>));
  const key = fc.oneof(fc.string(), fc.constantFrom('type', '__proto__', 'bidId', 'policy', 'mechanism', 'skills'));
  const spoilt = fc.tuple(sample, key, anything).map(([command, name, other]) => {
    const fields = Object.keys(command);
    const target = fields.includes(name) ? name : (fields[name.length % fields.length] ?? 'type');
    return { ...command, [target]: other };
  });
  const typed = fc.tuple(fc.constantFrom(...COMMANDS.map(([type]) => type)), fc.dictionary(key, anything));
  const inputs = fc.oneof(
    anything,
    spoilt,
    typed.map(([type, rest]) => ({ ...rest, type })),
  );
  fc.assert(
    fc.property(inputs, (input) => {
      const parsed = parseRequest(input);
      if (!parsed.ok) {
        expect(parsed.detail).not.toBe('');
        return;
      }
      // What came through is plain data, and would come through again.
      const again = JSON.parse(canonicalJson(parsed.request)) as CommandRequest;
      expect(parseRequest(again)).toEqual({ ok: true, request: again });
    }),
    { numRuns: 2_000 },
  );
});

test('a command id is 1 to 200 visible characters', () => {
  for (const id of ['a', 'bid/12', '~'.repeat(200)]) expect(commandIdSchema.safeParse(id).success).toBe(true);
  for (const id of ['', ' ', 'a b', 'ä', 'a\n', '\u0000', 'x'.repeat(201), 7, null]) {
    expect(commandIdSchema.safeParse(id).success).toBe(false);
  }
});
