/** What stands around every page: the way in and out, the way to other pages, the theme. */

import { Link, Outlet, useMatches, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { keptStudy } from '../data/kept-study.ts';
import { type Account, session, useAccount } from '../data/session.ts';
import { Button, ButtonLink } from '../parts/button.tsx';
import { Freshness } from '../parts/freshness.tsx';
import { Icon } from '../parts/icon.tsx';
import mark from '../style/mark.svg';
import { words } from '../text/words.ts';
import { navigationOf } from './navigation.ts';
import { chooseTheme, useTheme } from './theme.ts';

function ThemeButton() {
  const theme = useTheme();
  const other = theme === 'dark' ? 'light' : 'dark';
  const { theme: text } = words.shell;
  return (
    <Button
      kind="quiet"
      shape="icon"
      aria-label={`${text.label}: ${text[other]}`}
      title={`${text.label}: ${text[other]}`}
      onClick={() => chooseTheme(other)}
    >
      <Icon name={theme === 'dark' ? 'sun' : 'moon'} />
    </Button>
  );
}

function SignedIn({ account }: { readonly account: Account }) {
  const leave = async (): Promise<void> => {
    await session.logOut();
    // Loaded anew: nothing that was this person's stays in the page's memory.
    window.location.assign('/sign-in');
  };
  return (
    <>
      <span className="who" title={words.shell.account(account.name)}>
        <span className="avatar" aria-hidden="true">
          {account.name.slice(0, 2)}
        </span>
        <span className="who-name">{account.name}</span>
      </span>
      <Button kind="quiet" onClick={() => void leave()}>
        {words.shell.signOut}
      </Button>
    </>
  );
}

function Strangers() {
  return (
    <>
      <ButtonLink kind="quiet" to="/sign-in" search={{}}>
        {words.shell.signIn}
      </ButtonLink>
      <ButtonLink kind="primary" to="/sign-up" search={{}}>
        {words.shell.signUp}
      </ButtonLink>
    </>
  );
}

function Navigation({ account }: { readonly account: Account | null }) {
  // Only a person of a study is here without a name and a password of their own.
  const study = account?.rank === 'guest' ? keptStudy() : null;
  return (
    <nav className="main-nav" aria-label={words.shell.navigation}>
      {study === null ? null : (
        <Link to="/taking-part/$study" params={{ study }}>
          {words.shell.study}
        </Link>
      )}
      {navigationOf(account).map(({ to, text }) => (
        <Link key={to} to={to}>
          {text}
        </Link>
      ))}
      {account?.rank === 'guest' ? null : <a href="/docs">{words.shell.docs}</a>}
    </nav>
  );
}

/** After a change of page the reader's place is its beginning, as in a page that the browser loaded. */
function useFocusOnPage() {
  const main = useRef<HTMLElement>(null);
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const before = useRef(path);
  useEffect(() => {
    if (before.current === path) return;
    before.current = path;
    main.current?.focus({ preventScroll: true });
  }, [path]);
  return main;
}

/** Pages that follow a market live say by themselves how that stands, and more exactly. */
function useTellsItself(): boolean {
  return useMatches({ select: (matches) => matches.some(({ staticData }) => staticData.followsLive === true) });
}

export function Shell() {
  const account = useAccount();
  const tellsItself = useTellsItself();
  const main = useFocusOnPage();
  return (
    <>
      <a className="skip" href="#content">
        {words.shell.skip}
      </a>
      <header className="header">
        <div className="header-inner">
          <Link className="brand" to="/">
            <img src={mark} width="24" height="24" alt="" />
            {words.shell.product}
          </Link>
          <Navigation account={account ?? null} />
          <div className="header-end">
            <ThemeButton />
            {account === undefined ? null : account === null ? <Strangers /> : <SignedIn account={account} />}
          </div>
        </div>
      </header>
      <main className="page" id="content" tabIndex={-1} ref={main}>
        {tellsItself ? null : <Freshness />}
        <Outlet />
      </main>
    </>
  );
}
