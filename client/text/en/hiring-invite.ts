/** English: inviting freelancers. */

export const invite = {
  title: 'Invite freelancers',
  text: 'An invitation is a message to one freelancer. It stands on the page where they look for projects until they bid.',
  invited: 'Invited',
  freelancer: 'Freelancer',
  hint: 'Those with the most skills of your project come first.',
  who: (name: string, skills: string, rating: string | null) =>
    `${name}, ${skills === '1' ? '1 skill' : `${skills} skills`} in common${rating === null ? '' : `, ${rating} of 5`}`,
  words: 'Invitation',
  usual: 'Would you bid on this project?',
  empty: 'Say something.',
  send: 'Invite',
  bid: 'Has bid',
  waiting: 'Has not bid',
  nobody: 'Every freelancer of this market was invited or has bid.',
} as const;
