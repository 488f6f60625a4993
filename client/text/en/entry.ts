/** English: signing in and signing up. */

export const entry = {
  signInTitle: 'Sign in',
  signInText: 'With the name and password that you chose when you signed up.',
  signUpTitle: 'Sign up',
  signUpText: 'Choose a name that others will see, and a password. An invite says what you may do.',
  name: 'Name',
  password: 'Password',
  passwordHint: 'At least 10 characters.',
  invite: 'Invite',
  inviteHint: 'The secret at the end of the link that you were given. Leave it empty where the market is open to all.',
  market: 'Market',
  marketHint: 'Only without an invite: the name of an open market.',
  role: 'I want to',
  roles: { freelancer: 'work as a freelancer', employer: 'post projects as an employer' },
  submitSignIn: 'Sign in',
  submitSignUp: 'Create account',
  toSignUp: 'No account yet?',
  toSignIn: 'Have an account?',
  wrong: 'Name or password are not right.',
  failed: (reason: string) => `That did not work: ${reason}`,
} as const;
