/** English: disputes and invitations of a freelancer. */

export const disputes = {
  title: 'Disputes',
  open: 'Dispute this milestone',
  text: 'The money is frozen. Say what you should get; the employer answers, and where you do not agree the market’s owner decides. Who does not answer in time loses to the other side’s offer.',
  offer: (currency: string) => `What you should get (${currency})`,
  reason: 'Reason',
  send: 'Open dispute',
  answer: 'Answer',
  answerText: 'The same offer as theirs settles it at once; another one goes to the arbiter.',
  takeBack: 'Take back',
  yours: (amount: string) => `You: ${amount} to you`,
  theirs: (amount: string) => `Employer: ${amount} to you`,
  noReason: 'No reason given.',
  states: {
    open: 'Waiting for an answer',
    answered: 'Before the arbiter',
    cancelled: 'Taken back',
    resolved: 'Settled',
  },
  until: (when: string) => `until ${when}`,
  settled: (amount: string) => `You got ${amount}`,
  by: {
    agreed: 'by agreement',
    silence: 'because the other side did not answer',
    arbiter: 'by the arbiter',
    midpoint: 'in the middle, because nobody decided',
  },
  write: 'Messages about it go to the employer, below.',
} as const;

export const invited = {
  title: 'Invitations',
  text: 'Employers wrote to you about these projects, and wait for a bid.',
  by: (name: string) => `${name} invites you to bid`,
  badge: 'You are invited',
} as const;
