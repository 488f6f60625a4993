/** Identifiers. Inside a market they are whole numbers counted from 1, so that a replay gives the same ones. */

declare const idBrand: unique symbol;
type Id<Kind extends string> = number & { readonly [idBrand]: Kind };

export type ParticipantId = Id<'participant'>;
export type ProjectId = Id<'project'>;
export type BidId = Id<'bid'>;
export type MilestoneId = Id<'milestone'>;
export type MilestoneRequestId = Id<'milestone request'>;
export type DeliveryId = Id<'delivery'>;
export type DisputeId = Id<'dispute'>;
export type ReviewId = Id<'review'>;
export type MessageId = Id<'message'>;

/** A login, counted from 1 in its database; a participant is what it is in one market. */
export type UserId = Id<'user'>;
/** A secret that somebody was given, counted from 1 in its database. */
export type PassId = Id<'pass'>;

/** A webhook, counted from 1 in its database. */
export type WebhookId = Id<'webhook'>;

/** Names a program that asks users for tokens; the `client_id` of OAuth2. */
export type ApplicationId = string & { readonly [idBrand]: 'application' };

/** Names a market: lower-case letters, digits and dashes, chosen by whoever opens it. */
export type MarketId = string & { readonly [idBrand]: 'market' };

/** Chosen by the caller, unique among that actor's in the market: the same id again means "the same command again". */
export type CommandId = string & { readonly [idBrand]: 'command' };

/** sha256 of a text, file or document in the content store, 64 hexadecimal digits. */
export type ContentHash = string & { readonly [idBrand]: 'content' };

export const participantId = (value: number): ParticipantId => value as ParticipantId;
export const projectId = (value: number): ProjectId => value as ProjectId;
export const bidId = (value: number): BidId => value as BidId;
export const milestoneId = (value: number): MilestoneId => value as MilestoneId;
export const milestoneRequestId = (value: number): MilestoneRequestId => value as MilestoneRequestId;
export const deliveryId = (value: number): DeliveryId => value as DeliveryId;
export const disputeId = (value: number): DisputeId => value as DisputeId;
export const reviewId = (value: number): ReviewId => value as ReviewId;
export const messageId = (value: number): MessageId => value as MessageId;
export const userId = (value: number): UserId => value as UserId;
export const passId = (value: number): PassId => value as PassId;
export const webhookId = (value: number): WebhookId => value as WebhookId;
export const applicationId = (value: string): ApplicationId => value as ApplicationId;
export const marketId = (value: string): MarketId => value as MarketId;
export const commandId = (value: string): CommandId => value as CommandId;
export const contentHash = (value: string): ContentHash => value as ContentHash;
