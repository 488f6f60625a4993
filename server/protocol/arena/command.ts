/** Every command on the wire: shape only; whether it may be done is the market's to say. Unknown keys are refused. */

import { z } from 'zod';
import type {
  BidId,
  CommandId,
  ContentHash,
  DeliveryId,
  DisputeId,
  MilestoneId,
  MilestoneRequestId,
  ParticipantId,
  ProjectId,
} from '../../kernel/id.ts';
import type { CommandRequest, CommandType } from '../../market/command.ts';
import { centsSchema, mechanismSchema, policySchema } from './policy.ts';

/** What was checked, by its own name: nothing is done to the value, and so it costs nothing. */
const named = <T>(schema: z.ZodType<number | string>) => schema as unknown as z.ZodType<T, number | string>;

const numbered = z.number().int().min(1).max(Number.MAX_SAFE_INTEGER);
const participantId = named<ParticipantId>(numbered);
const projectId = named<ProjectId>(numbered);
const bidId = named<BidId>(numbered);
const milestoneId = named<MilestoneId>(numbered);
const requestId = named<MilestoneRequestId>(numbered);
const deliveryId = named<DeliveryId>(numbered);
const disputeId = named<DisputeId>(numbered);
const contentHash = named<ContentHash>(z.string().regex(/^[0-9a-f]{64}$/, 'a sha256: 64 hexadecimal digits'));
const optionalText = contentHash.nullable();
const bps = z.number().int();
const whole = z.number().int();
const skills = z.array(z.string().min(1).max(60)).max(1_000);

/** A caller's name for one command: up to 200 visible characters. */
export const commandIdSchema = named<CommandId>(
  z.string().regex(/^[\x21-\x7e]{1,200}$/, '1 to 200 visible ASCII characters'),
);

const terms = { amountCents: centsSchema, days: whole, qualityBps: bps, proposalHash: optionalText };

const BODIES = {
  OpenMarket: { policy: policySchema, seed: z.string().min(1).max(200) },
  CloseMarket: {},
  RegisterParticipant: {
    roles: z
      .array(z.enum(['employer', 'freelancer', 'reviewer']))
      .min(1)
      .max(3),
    participantKind: z.enum(['human', 'scripted', 'simulated', 'model', 'external']),
    skills,
    profileHash: contentHash,
  },
  WithdrawParticipant: { participantId },
  ChangeSkills: { participantId, skills },
  Deposit: { participantId, amountCents: centsSchema },
  WithdrawFunds: { participantId, amountCents: centsSchema },
  BookCost: {
    participantId,
    amountCents: centsSchema,
    costKind: z.enum(['model', 'sandbox', 'time']),
    projectId: projectId.nullable(),
  },
  EraseContent: { contentHash },
  PostProject: {
    contentHash,
    acceptanceHash: contentHash,
    caseCount: whole,
    skills,
    budgetMinCents: centsSchema,
    budgetMaxCents: centsSchema,
    postedPriceCents: centsSchema.nullable(),
    mechanism: mechanismSchema.nullable(),
    assigneeId: participantId.nullable(),
    biddingMs: whole.nullable(),
    draft: z.boolean(),
  },
  PublishProject: { projectId },
  CancelProject: { projectId },
  CloseBidding: { projectId },
  ExpireProject: { projectId },
  PlaceBid: { projectId, ...terms, confidenceBps: bps.nullable() },
  AmendBid: { bidId, ...terms },
  RetractBid: { bidId },
  AwardBid: { bidId },
  AcceptAward: { bidId },
  DeclineAward: { bidId },
  RevokeAward: { bidId },
  LapseAward: { bidId },
  EndAward: { projectId, outcome: z.enum(['completed', 'incomplete']) },
  LapseDelivery: { projectId },
  SubmitDelivery: { projectId, filesHash: contentHash, bytes: whole },
  TakeDelivery: { deliveryId },
  RecordVerdict: {
    deliveryId,
    scoreBps: bps,
    casesPassed: whole,
    caseCount: whole,
    evidenceHash: contentHash,
    fuel: whole,
    memoryBytes: whole,
  },
  VoidDelivery: { deliveryId },
  RequestRevision: { deliveryId, commentHash: optionalText },
  CreateMilestone: { bidId, amountCents: centsSchema, descriptionHash: optionalText },
  RequestRelease: { milestoneId },
  ReleaseMilestone: { milestoneId, amountCents: centsSchema },
  CancelMilestone: { milestoneId },
  LapseMilestone: { milestoneId },
  RequestMilestone: { bidId, amountCents: centsSchema, descriptionHash: optionalText },
  AcceptMilestoneRequest: { requestId },
  RejectMilestoneRequest: { requestId },
  WithdrawMilestoneRequest: { requestId },
  OpenDispute: { milestoneId, offerCents: centsSchema, reasonHash: optionalText },
  AnswerDispute: { disputeId, offerCents: centsSchema, reasonHash: optionalText },
  CancelDispute: { disputeId },
  ResolveDispute: { disputeId, freelancerCents: centsSchema },
  LapseDispute: { disputeId },
  PostReview: { projectId, toId: participantId, rating: whole, commentHash: optionalText },
  RevealReviews: { projectId },
  PostMessage: {
    projectId,
    toId: participantId.nullable(),
    contentHash,
    attachmentHashes: z.array(contentHash).max(100).optional(),
  },
} as const satisfies { readonly [T in CommandType]: z.ZodRawShape };

type Bodies = typeof BODIES;
type Request = { [T in CommandType]: { readonly type: T } & z.infer<z.ZodObject<Bodies[T]>> }[CommandType];

const SCHEMAS = Object.fromEntries(
  Object.entries(BODIES).map(([type, shape]) => [type, z.strictObject({ type: z.literal(type), ...shape })]),
) as unknown as { readonly [T in CommandType]: z.ZodType<Extract<Request, { type: T }>> };

/** Any command, for documents about the wire; `parseRequest` says more clearly what is wrong with one. */
export const commandSchema = z.discriminatedUnion(
  'type',
  Object.values(SCHEMAS) as unknown as [z.ZodObject<{ type: z.ZodLiteral<CommandType> }>],
);

export type ParsedRequest =
  | { readonly ok: true; readonly request: CommandRequest }
  /** What is wrong and where, one sentence a field. */
  | { readonly ok: false; readonly detail: string };

/** Reads a command from outside. Accepts no unknown type, no unknown key, no number that is not whole. */
export function parseRequest(input: unknown): ParsedRequest {
  const type = typeof input === 'object' && input !== null ? (input as { type?: unknown }).type : undefined;
  if (typeof type !== 'string' || !Object.hasOwn(SCHEMAS, type)) {
    return { ok: false, detail: `type: one of ${Object.keys(BODIES).join(', ')}` };
  }
  const parsed = SCHEMAS[type as CommandType].safeParse(input);
  if (parsed.success) return { ok: true, request: parsed.data satisfies Request as CommandRequest };
  return { ok: false, detail: describeIssues(parsed.error) };
}

/** Characters of one finding: enough for people, and no answer grows with what was sent. */
const ISSUE_CHARACTERS = 180;

/** zod's findings as `path: message`, at most five, each cut to a bounded length. */
export function describeIssues(error: z.ZodError): string {
  const lines = error.issues.map(({ path, message }) => {
    const line = `${path.length > 0 ? path.join('.') : 'body'}: ${message}`;
    return line.length > ISSUE_CHARACTERS ? `${line.slice(0, ISSUE_CHARACTERS - 1)}…` : line;
  });
  return lines.length > 5 ? `${lines.slice(0, 5).join('; ')}; and ${lines.length - 5} more` : lines.join('; ');
}
