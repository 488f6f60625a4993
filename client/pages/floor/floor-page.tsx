/** The live floor of a market. */

import { getRouteApi } from '@tanstack/react-router';
import { useTitle } from '../../app/title.ts';

const route = getRouteApi('/signed-in/markets/$market/');

export function FloorPage() {
  const { market } = route.useParams();
  useTitle(market);
  return <p>{market}</p>;
}
