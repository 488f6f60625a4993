/** The call for a market's floor, beside the others: its answer's form is large, and few pages need it. */

import { floorFrom, floorSchema } from '../arena/floor/answer.ts';
import type { Floor } from '../arena/floor/floor.ts';
import type { Http } from './http.ts';

/** The floor now; what happens from its cursor on can be folded in. */
export async function readFloor({ call }: Http): Promise<Floor> {
  return floorFrom(await call({ method: 'GET', path: '/floor' }, floorSchema));
}
