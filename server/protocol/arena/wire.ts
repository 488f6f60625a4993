/** The market's own words as they cross the border: types only, so that agents and the web app know no rule by import. */

export type { Actor, CommandRequest, CommandType, CostKind, ParticipantKind, Role } from '../../market/command.ts';
export type { AwardOutcome, EventOf, EventType, MarketEvent, Posting } from '../../market/event.ts';
export type { Mechanism, MechanismKind } from '../../market/mechanism/mechanism.ts';
export type { PayRule, Policy } from '../../market/policy.ts';
export type { Refusal, RefusalCode } from '../../market/refusal.ts';
export type { SeenEvent } from '../../market/view.ts';
