/** The first page: what this is, what one can do here, and the way on. */

import './home.css';
import { useTitle } from '../../app/title.ts';
import { useAccount } from '../../data/session.ts';
import { ButtonLink } from '../../parts/button.tsx';
import { words } from '../../text/words.ts';

function Ways() {
  const { ways } = words.shell.home;
  return (
    <div className="home-ways">
      {ways.map(({ title, text }) => (
        <section key={title} className="card card-body">
          <h2>{title}</h2>
          <p>{text}</p>
        </section>
      ))}
    </div>
  );
}

function Stages() {
  const { steps, stages } = words.shell.home;
  return (
    <section aria-labelledby="stages-title" className="stack">
      <h2 id="stages-title">{steps}</h2>
      <ol className="home-stages">
        {stages.map((stage) => (
          <li key={stage}>{stage}</li>
        ))}
      </ol>
    </section>
  );
}

export function HomePage() {
  const { home, signIn, signUp } = words.shell;
  const account = useAccount();
  useTitle(home.title);
  return (
    <>
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
      <Ways />
      <Stages />
    </>
  );
}
