/** Gives seats of a tournament to those who play from outside: a user of the arena, or a program that gets a token. */

import { randomBytes } from 'node:crypto';
import type { AccessStore, User } from './engine/access.ts';
import type { SeatAnswer } from './http/ports.ts';
import { newSecret, secretHashOf } from './http/secret.ts';
import { marketId, participantId } from './kernel/id.ts';
import { SCOPES } from './protocol/arena/scope.ts';
import type { TournamentStatus } from './protocol/arena/tournament.ts';

export interface SeatsOptions {
  readonly access: AccessStore;
  readonly wallNow: () => number;
}

type OutsideSeat = TournamentStatus['seats'][number];

const PROGRAM_SCOPES = SCOPES.filter((scope) => scope !== 'arena:market_manage');
const no = (why: string): SeatAnswer => ({ ok: false, why });

export function createSeatGiving({ access, wallNow }: SeatsOptions) {
  /** A user that nobody can log in as. Its name cannot be guessed, or somebody could sign up under it beforehand. */
  async function addProgram(): Promise<User | null> {
    const name = `program-${randomBytes(9).toString('hex')}`;
    return access.addUser({ name, email: null, passwordHash: null, createdAt: wallNow() });
  }

  async function tokenFor({ userId }: User, { market, seat }: OutsideSeat): Promise<string> {
    const secret = newSecret();
    await access.addPass({
      ...{ kind: 'token', secretHash: secretHashOf(secret), userId, marketId: marketId(market) },
      ...{ scopes: PROGRAM_SCOPES, roles: [], label: `seat ${seat}`, createdAt: wallNow() },
      ...{ expiresAt: null, usesLeft: null },
    });
    return secret;
  }

  async function holderOf({ market, participantId: number }: OutsideSeat): Promise<User | null> {
    const seats = await access.seatsIn(marketId(market));
    const taken = seats.find((one) => one.kind === 'participant' && one.participantId === number);
    return taken === undefined ? null : access.user(taken.userId);
  }

  async function take(user: User, { market, participantId: number }: OutsideSeat): Promise<boolean> {
    const { userId } = user;
    return access.addSeat({
      ...{ userId, marketId: marketId(market), kind: 'participant' },
      participantId: participantId(number),
    });
  }

  /** A program that has lost its token is given another; what a user holds stays that user's. */
  async function giveToProgram(tournament: string, seat: OutsideSeat, holder: User | null): Promise<SeatAnswer> {
    if (holder !== null && holder.passwordHash !== null) return no(`the seat is ${holder.name}'s`);
    const user = holder ?? (await addProgram());
    if (user === null || (holder === null && !(await take(user, seat)))) return no('the seat was taken meanwhile');
    const token = await tokenFor(user, seat);
    const { market, participantId: number } = seat;
    return { ok: true, given: { tournament, seat: seat.seat, market, participantId: number, user: user.name, token } };
  }

  async function giveToUser(
    tournament: string,
    seat: OutsideSeat,
    holder: User | null,
    name: string,
  ): Promise<SeatAnswer> {
    const user = await access.userByName(name);
    if (user === null) return no(`there is no user ${name}`);
    if (holder !== null && holder.userId !== user.userId) return no(`the seat is ${holder.name}'s`);
    if (holder === null && !(await take(user, seat))) return no(`${name} has a seat in market ${seat.market} already`);
    const { market, participantId: number } = seat;
    return {
      ok: true,
      given: { tournament, seat: seat.seat, market, participantId: number, user: user.name, token: null },
    };
  }

  return async (tournament: string, seat: OutsideSeat, user: string | null): Promise<SeatAnswer> => {
    const holder = await holderOf(seat);
    return user === null ? giveToProgram(tournament, seat, holder) : giveToUser(tournament, seat, holder, user);
  };
}
