/** What a review board asks about a study, made of its own settings: what is stored, where, for how long, how to leave. */

import { noticesOf, payRuleText } from './notices.ts';
import type { Study } from './persons.ts';
import { stagesOf } from './stages.ts';

/** Words of the researcher stay words: nothing in them becomes a table, a link or a heading. */
const plain = (text: string): string => text.replaceAll(/[\\`*_{}[\]<>()#+!|~-]/g, '\\$&').replaceAll(/\s+/g, ' ');

const STORED: readonly (readonly [what: string, where: string, until: string])[] = [
  [
    'Ids that the panel sent along, answers, guesses, comment',
    'Database, encrypted under a key of the person (AES-256-GCM), wrapped by the key of the server, which is not in the database',
    'Withdrawal, or the end of the retention',
  ],
  [
    'Fingerprint of the panel’s id, so that nobody takes part twice',
    'Database, keyed by a secret of the study',
    'The end of the retention; after a withdrawal without any tie to the person’s data',
  ],
  [
    'Bids, messages, deliveries and what the reviewer quoted of them',
    'Database, as texts by hash',
    'Withdrawal, or the end of the retention',
  ],
  [
    'What happened in the market, whom an employer chose, and what was paid there, under a drawn name',
    'Database: log and ledger',
    'For good: they hold numbers and hashes',
  ],
  [
    'How long somebody was at work, as their browser measured it',
    'Database, under the number in the market',
    'For good',
  ],
  [
    'What was asked, paid, delivered and passed of each project, in which time, without whose it was',
    'Tournaments that were compared with the study; copies that the researcher took',
    'For good',
  ],
  [
    'Condition, stage, outcome, times of stages',
    'Database, under a drawn pseudonym',
    'For good; after a withdrawal the outcome alone',
  ],
  [
    'Address of the request',
    'Nowhere: it is counted in memory against floods. A proxy before the server must be told to keep none either',
    'An hour',
  ],
];

const numbered = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

export function reviewSummaryOf({ name, body }: Study): string {
  const { spec, createdAt, closedAt, state } = body;
  const { ethics, consent, retentionDays, limitMinutes, conditions, quota, panel } = spec;
  const stages = stagesOf(spec);
  const rows = STORED.map(([what, where, until]) => `| ${what} | ${where} | ${until} |`);
  const seats = conditions.map(({ name: condition, people, programs, employer }) => {
    const both = `${numbered(people, 'person', 'people')} and ${numbered(programs, 'program', 'programs')}`;
    return `${condition} (${both} in a market${employer === 'person' ? ', and a person who chooses among bids' : ''})`;
  });
  const limits = Object.entries(limitMinutes)
    .filter(([stage]) => (stages as readonly string[]).includes(stage))
    .map(([stage, minutes]) => `${stage} ${minutes}`);
  return [
    `# ${plain(spec.title)}`,
    '',
    `Study \`${name}\`, ${state}, made ${new Date(createdAt).toISOString().slice(0, 10)}${closedAt === null ? '' : `, closed ${new Date(closedAt).toISOString().slice(0, 10)}`}. Approval: ${plain(ethics.approval)}. Contact: ${plain(ethics.contact)}.`,
    '',
    '## Who takes part',
    '',
    `At most ${quota} people complete it, from ${panel.kind === 'prolific' ? 'Prolific' : 'another panel'}. Stages: ${stages.join(', ')}. Time limits in minutes: ${limits.join(', ')}.`,
    `Conditions: ${seats.join(', ')}. Pay: ${payRuleText(spec)}`,
    '',
    `## Consent, version ${plain(consent.version)}`,
    '',
    'Besides the researcher’s text everybody is told, and agrees to exactly what was shown (its hash is kept with the answer):',
    '',
    ...noticesOf(spec).map((notice) => `- ${plain(notice)}`),
    '',
    '## What is stored',
    '',
    '| what | where | until |',
    '|---|---|---|',
    ...rows,
    '',
    '## How to leave',
    '',
    `With one button at any stage and after the end, or by letter to ${plain(ethics.contact)}, naming the pseudonym. The person’s key is destroyed and the old pages leave the database file; texts in markets are erased, those under review once the verdict is there, those of a shared market when it is over. ${retentionDays} days after the study is closed the same happens to everybody.`,
    'What cannot be taken back: copies made before, as exports, backups and tournaments that were compared with the study. Whoever restores a backup has the withdrawals since then done again from the list beside the database.',
    '',
  ].join('\n');
}
