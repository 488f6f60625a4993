/** The first page: what this is, and the way on. */

import { useTitle } from '../../app/title.ts';
import { useAccount } from '../../data/session.ts';
import { ButtonLink } from '../../parts/button.tsx';
import { words } from '../../text/words.ts';

export function HomePage() {
  const { home, signIn, signUp } = words.shell;
  const account = useAccount();
  useTitle(home.title);
  return (
    <div className="hero">
      <h1>{home.title}</h1>
      <p>{home.text}</p>
      <div className="row">
        {account === null || account === undefined ? (
          <>
            <ButtonLink to="/sign-in" search={{}} kind="primary">
              {signIn}
            </ButtonLink>
            <ButtonLink to="/sign-up" search={{}}>
              {signUp}
            </ButtonLink>
          </>
        ) : (
          <ButtonLink to="/markets" kind="primary">
            {home.watch}
          </ButtonLink>
        )}
      </div>
    </div>
  );
}
