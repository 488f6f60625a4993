/** Signing up, by an invite or into a market that is open to all. */

import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTitle } from '../../app/title.ts';
import { type Account, session } from '../../data/session.ts';
import { SelectField, TextField } from '../../parts/field.tsx';
import { words } from '../../text/words.ts';
import { EntryForm } from './entry-form.tsx';

const route = getRouteApi('/sign-up');
type Role = keyof typeof words.entry.roles;

function fieldOf(form: FormData, name: string): string {
  return String(form.get(name) ?? '').trim();
}

function signUp(form: FormData, role: Role): Promise<Account> {
  const invite = fieldOf(form, 'invite');
  const market = fieldOf(form, 'market');
  return session.signUp({
    name: fieldOf(form, 'name'),
    password: String(form.get('password')),
    ...(invite === '' ? { roles: [role] } : { invite }),
    ...(market === '' || invite !== '' ? {} : { market }),
  });
}

export function SignUpPage() {
  const { entry } = words;
  const { invite: given = '', market: wanted = '' } = route.useSearch();
  const [invite, setInvite] = useState(given);
  const [role, setRole] = useState<Role>('freelancer');
  useTitle(entry.signUpTitle);
  const invited = invite.trim() !== '';
  return (
    <EntryForm
      title={entry.signUpTitle}
      text={entry.signUpText}
      submit={entry.submitSignUp}
      to="/markets"
      enter={(form) => signUp(form, role)}
      after={
        <>
          {entry.toSignIn}{' '}
          <Link to="/sign-in" search={{}}>
            {entry.submitSignIn}
          </Link>
        </>
      }
    >
      <TextField label={entry.name} name="name" required autoComplete="username" maxLength={60} />
      <TextField
        label={entry.password}
        hint={entry.passwordHint}
        name="password"
        type="password"
        required
        minLength={10}
        maxLength={200}
        autoComplete="new-password"
      />
      <TextField
        label={entry.invite}
        hint={entry.inviteHint}
        name="invite"
        autoComplete="off"
        maxLength={200}
        value={invite}
        onValueChange={(value) => setInvite(value)}
      />
      {invited ? null : (
        <>
          <TextField label={entry.market} hint={entry.marketHint} name="market" defaultValue={wanted} maxLength={63} />
          <SelectField
            label={entry.role}
            value={role}
            onChoose={setRole}
            options={Object.entries(entry.roles) as [Role, string][]}
          />
        </>
      )}
    </EntryForm>
  );
}
