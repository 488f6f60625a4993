/** What a page shows where it cannot show itself: what happened, in words, and what one can do about it. */

import { useQueryClient } from '@tanstack/react-query';
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { ArenaFault } from '../../server/protocol/sdk/fault.ts';
import { Button, ButtonLink } from '../parts/button.tsx';
import { words } from '../text/words.ts';
import { useTitle } from './title.ts';

/** A fault in words for people; null: no fault, but a mistake of this page's. */
export function faultText(thrown: unknown): string | null {
  if (!(thrown instanceof ArenaFault)) return null;
  const { broken } = words.shell;
  switch (thrown.code) {
    case 'unreachable':
    case 'unavailable':
    case 'closed':
      return broken.unreachable;
    case 'unknown_market':
      return broken.unknownMarket;
    case 'not_allowed':
      return broken.notAllowed;
    case 'not_authenticated':
      return broken.notAuthenticated;
    default:
      return thrown.message.slice(thrown.code.length + 2);
  }
}

export function Trouble({ error, reset }: ErrorComponentProps) {
  const { broken } = words.shell;
  const router = useRouter();
  const client = useQueryClient();
  useTitle(broken.title);
  const known = faultText(error);
  const requestId = error instanceof ArenaFault ? error.requestId : null;
  return (
    <div className="empty" role="alert">
      <h1>{broken.title}</h1>
      <p>{known ?? broken.bug}</p>
      {requestId === null ? null : <p className="soft">{broken.requestId(requestId)}</p>}
      {known === null ? <code>{error instanceof Error ? error.message : String(error)}</code> : null}
      <Button
        kind="primary"
        onClick={() => {
          void client.invalidateQueries();
          reset();
          void router.invalidate();
        }}
      >
        {broken.again}
      </Button>
    </div>
  );
}

export function NotFound() {
  const { notFound } = words.shell;
  useTitle(notFound.title);
  return (
    <div className="empty">
      <h1>{notFound.title}</h1>
      <p>{notFound.text}</p>
      <ButtonLink to="/markets" kind="primary">
        {notFound.back}
      </ButtonLink>
    </div>
  );
}
