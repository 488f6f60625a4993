/** The call for one's own desk in a market, beside the others: its answer's form is large, and few pages need it. */

import { deskFrom, deskSchema } from '../arena/seen/answer.ts';
import type { DeskMarket } from '../arena/seen/desk.ts';
import type { Http } from './http.ts';

/** The desk now; what happens from its cursor on can be folded in. */
export async function readDesk({ call }: Http): Promise<DeskMarket> {
  return deskFrom(await call({ method: 'GET', path: '/desk' }, deskSchema));
}
