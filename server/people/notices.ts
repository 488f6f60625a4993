/** What every study says to people, whatever its researcher writes: programs among the others, what is kept, how to leave. */

import { canonicalJson, sha256 } from '../kernel/hash.ts';
import { DEFAULT_POLICY } from '../market/policy.ts';
import type { PeopleStudySpec } from '../protocol/arena/people-study.ts';

const CENTS = 100;
const BPS_PER_PERCENT = 100;

const money = (cents: number, currency: string): string => `${currency} ${(cents / CENTS).toFixed(2)}`;

/** Where a market reckons in another currency than is paid in, how one becomes the other. */
function rateText({ pay: { currency }, conditions }: PeopleStudySpec): string {
  const markets = new Set(conditions.map(({ market }) => market.currency ?? DEFAULT_POLICY.currency));
  const other = [...markets].filter((one) => one !== currency);
  return other.map((one) => `${money(100, one)} there counts as ${money(100, currency)}. `).join('');
}

const hasEmployer = ({ conditions }: PeopleStudySpec): boolean =>
  conditions.some(({ employer }) => employer === 'person');

/** The pay rule in words, made of the same numbers that payments are made of. */
export function payRuleText(spec: PeopleStudySpec): string {
  const { pay } = spec;
  const { currency, baseCents, bonusBps, bonusMaxCents } = pay;
  const base = `Whoever completes the study is paid ${money(baseCents, currency)}, whatever the work was worth.`;
  if (bonusBps === 0 || bonusMaxCents === 0) return `${base} Earnings in the market are not cash.`;
  const share = `${bonusBps / BPS_PER_PERCENT} %`;
  const most = money(bonusMaxCents, currency);
  const earning = `${base} In addition: ${share} of what you earn in the market after fees, at most ${most}. ${rateText(spec)}Earnings in the market are not cash.`;
  if (!hasEmployer(spec)) return earning;
  return `${earning} Whoever is drawn to be the employer gets the same share of what they save: of each project that they choose somebody for and whose work passes, its most less its price.`;
}

const EMPLOYER =
  'In some markets one of those who wait is drawn to be the employer, who chooses among bids by what is asked and written, under drawn names and without times, and does no work.';

export function noticesOf(spec: PeopleStudySpec): readonly string[] {
  const { retentionDays, ethics } = spec;
  return [
    'Some or all of the others in the market, and whoever judges your work, may be computer programs (artificial intelligence).',
    'Kept are: the ids that the panel sent along, your answers and words, your bids, messages and deliveries, what came of them, and how long you were at work as your browser measures it.',
    'Your answers and ids are encrypted under a key of your own. The researcher sees your data under a drawn name; the panel’s ids only to pay you.',
    ...(hasEmployer(spec) ? [EMPLOYER] : []),
    'Others in your market see what you bid and deliver under a drawn name, and may be asked to guess whether a person or a program made it.',
    `Personal data are deleted ${retentionDays} days after the study ends. Results without any name may be published; what is published cannot be taken back.`,
    'You may leave at any time, also after the end, with the button “Leave the study”: your key is destroyed, and your answers and texts with it. What was paid in the market stays in its books under the drawn name.',
    `Questions go to ${ethics.contact}.`,
  ];
}

/** Names exactly what somebody was shown: the text, its version, the notices, the pay. */
export function consentHashOf(spec: PeopleStudySpec): string {
  const { consent, ethics } = spec;
  return sha256(canonicalJson({ consent, ethics, notices: noticesOf(spec), payRule: payRuleText(spec) }));
}
