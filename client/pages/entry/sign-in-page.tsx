/** Signing in with name and password; afterwards one is where one wanted to go. */

import { getRouteApi, Link } from '@tanstack/react-router';
import { ownAddress } from '../../app/own-address.ts';
import { useTitle } from '../../app/title.ts';
import { session } from '../../data/session.ts';
import { TextField } from '../../parts/field.tsx';
import { words } from '../../text/words.ts';
import { EntryForm } from './entry-form.tsx';

const route = getRouteApi('/sign-in');

export function SignInPage() {
  const { entry } = words;
  const { from } = route.useSearch();
  useTitle(entry.signInTitle);
  return (
    <EntryForm
      title={entry.signInTitle}
      text={entry.signInText}
      submit={entry.submitSignIn}
      to={ownAddress(from, '/markets')}
      enter={(form) => session.logIn(String(form.get('name')), String(form.get('password')))}
      after={
        <>
          {entry.toSignUp}{' '}
          <Link to="/sign-up" search={{}}>
            {entry.submitSignUp}
          </Link>
        </>
      }
    >
      <TextField label={entry.name} name="name" required autoComplete="username" maxLength={60} />
      <TextField
        label={entry.password}
        name="password"
        type="password"
        required
        autoComplete="current-password"
        maxLength={200}
      />
    </EntryForm>
  );
}
