/** English: the words of whoever is drawn to be the employer in a study, and chooses among bids. */

export const choosing = {
  waiting:
    'You are the employer. These are your projects; bids are still coming in. Keep this page open: it goes on by itself.',
  text: 'Choose for each project whose bid you take, by what is asked and written. Names are drawn, and so is the order; some of those who bid may be programs.',
  project: (n: string, title: string) => `Project ${n}: ${title}`,
  budget: (least: string, most: string) => `Between ${least} and ${most}`,
  offer: (amount: string, days: number) => `${amount}, in ${days === 1 ? '1 day' : `${days} days`}`,
  noText: 'Nothing was written with this bid.',
  noBids: 'Nobody has bid on this project.',
  nobody: 'None of them',
  missing: 'Choose for every project.',
  send: 'Give these awards',
} as const;
