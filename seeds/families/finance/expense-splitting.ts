/** Task family: shared costs (equal, parts, fixed amounts, days; three rules for odd cents; balances, transfers or a purse), in JavaScript. */

import { type Chance, chance } from '../../../server/kernel/prng.ts';
import type { Json } from '../../../server/protocol/arena/acceptance.ts';
import type { ProjectPackage } from '../../../server/protocol/arena/project-package.ts';
import { javascriptFunction } from '../javascript-project.ts';
import { type StudyFamily, settingsOf, studyProject } from '../study-family.ts';
import { inTurn } from '../study-parts.ts';
import { posting, SPLIT_DIALS, type SplitNames, type SplitSettings } from './expense-splitting.posting.ts';
import { byAccounts, byWeights, wrong } from './expense-splitting.programs.ts';

const FAMILY = { name: 'expense-splitting', category: 'finance' } as const;

const GROUPS = [
  ['a flat of five', 'settle'],
  ['our hiking group', 'splitCosts'],
  ['a band on tour', 'tourCosts'],
  ['four families in one holiday house', 'houseBill'],
] as const;

interface Stay {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

interface Expense {
  readonly payer: string;
  readonly cents: number;
  readonly people?: readonly string[];
  readonly parts?: Readonly<Record<string, number>>;
  readonly fixed?: Readonly<Record<string, number>>;
  readonly from?: number;
  readonly to?: number;
}

/** Deals an expense as fractions with the common denominator `total`. */
function sharesOf({ cents }: SplitSettings, expense: Expense, stays: readonly Stay[]): [string, number][] {
  const fixed = Object.entries(expense.fixed ?? {});
  const { from = 0, to = 0 } = expense;
  const days = stays.map((stay): [string, number] => [
    stay.name,
    Math.max(0, Math.min(to, stay.to) - Math.max(from, stay.from) + 1),
  ]);
  const weighted =
    expense.people?.filter((name) => !fixed.some(([own]) => own === name)).map((name): [string, number] => [name, 1]) ??
    (expense.parts ? Object.entries(expense.parts) : days);
  const names = [...new Set(weighted.filter(([, weight]) => weight > 0).map(([name]) => name))].toSorted();
  const weightOf = (name: string): number =>
    weighted.reduce((sum, [own, weight]) => sum + (own === name ? weight : 0), 0);
  const total = names.reduce((sum, name) => sum + weightOf(name), 0);
  const amount = expense.cents - fixed.reduce((sum, [, part]) => sum + part, 0);
  const lost = (name: string): number => (amount * weightOf(name)) % total;
  const floors = names.map((name): [string, number] => [name, (amount * weightOf(name) - lost(name)) / total]);
  const left = names.length === 0 ? 0 : amount - floors.reduce((sum, [, floor]) => sum + floor, 0);
  const queue = cents === 'first by name' ? names : names.toReversed().toSorted((a, b) => lost(b) - lost(a));
  const extra =
    cents === 'payer'
      ? [[expense.payer, left] as [string, number]]
      : queue.slice(0, left).map((name): [string, number] => [name, 1]);
  return [...fixed, ...floors, ...extra];
}

function settled(settings: SplitSettings, expenses: readonly Expense[], stays: readonly Stay[]): Json {
  const shares = expenses.flatMap((expense) => sharesOf(settings, expense, stays));
  const sum = (entries: readonly (readonly [string, number])[], name: string): number =>
    entries.reduce((total, [own, cents]) => total + (own === name ? cents : 0), 0);
  const payments = expenses.map(({ payer, cents }) => [payer, cents] as const);
  const names = [...new Set([...payments, ...shares].map(([name]) => name))].toSorted();
  const rows = names
    .map((name) => ({ name, paid: sum(payments, name), share: sum(shares, name) }))
    .filter(({ paid, share }) => paid > 0 || share > 0);
  if (settings.result === 'balances') return rows.map((row) => ({ ...row, balance: row.paid - row.share }));
  if (settings.result === 'purse') {
    const [keeper] = rows.toSorted((a, b) => b.paid - a.paid);
    const open = rows.filter((row) => row !== keeper && row.paid !== row.share);
    return {
      purse: keeper?.name ?? null,
      payments: open.map(({ name, paid, share }) => ({ name, cents: share - paid })),
    };
  }
  const open = rows.map(({ name, paid, share }) => ({ name, net: paid - share }));
  const transfers: Json[] = [];
  for (;;) {
    const debtor = open.toSorted((a, b) => a.net - b.net)[0];
    const creditor = open.toSorted((a, b) => b.net - a.net)[0];
    if (debtor === undefined || creditor === undefined || creditor.net === 0) return transfers;
    const cents = Math.min(-debtor.net, creditor.net);
    debtor.net += cents;
    creditor.net -= cents;
    transfers.push({ from: debtor.name, to: creditor.name, cents });
  }
}

/** An expense in the form of the setting: `who` shares it, weighted by how often a name is there. */
function expenseOf(
  { split }: SplitSettings,
  payer: string,
  cents: number,
  who: readonly string[],
  at: number,
): Expense {
  const people = [...new Set(who)];
  if (split === 'equal') return { payer, cents, people };
  if (split === 'days') return { payer, cents, from: at * 2 + 1, to: at * 2 + 1 + who.length };
  const times = (name: string): number => who.filter((other) => other === name).length;
  if (split === 'parts')
    return { payer, cents, parts: Object.fromEntries(people.map((name) => [name, name === 'Uwe' ? 0 : times(name)])) };
  const own = people.filter((name) => times(name) > 1 && name !== 'Uwe');
  const some = own.length < people.length ? own : own.slice(1);
  return {
    payer,
    cents,
    people,
    fixed: Object.fromEntries(some.map((name) => [name, Math.floor(cents / (people.length + 1))])),
  };
}

const PEOPLE = ['Ada', 'Ben', 'cleo', 'Dov', 'Eve', 'Fritz', 'Gil', 'Uwe'];

function variant(seed: string, index: number): ProjectPackage {
  const settings = settingsOf(SPLIT_DIALS, index);
  const random = chance(seed, FAMILY.name, index);
  const [group, entry] = random.pick(GROUPS);
  const names: SplitNames = { group, entry };
  type Arguments = [Json, ...Json[]];
  const stays = (people: readonly string[], source: Chance, until: number): Stay[] =>
    people.flatMap((name, at) => {
      const leave = 4 + source.below(until);
      return [
        { name, from: at % 3, to: at === 0 ? until : leave },
        ...(leave + 2 < until && at > 0 ? [{ name, from: leave + 2, to: until }] : []),
      ];
    });
  const args = (expenses: readonly Expense[], people: readonly string[] = PEOPLE): Arguments => [
    expenses as unknown as Json,
    ...(settings.split === 'days' ? [stays(people, random, 2 * expenses.length + 9) as unknown as Json] : []),
  ];
  /** `Ada 1000 Ada,Ben,Ben` separated by slashes. */
  const list = (text: string, people?: readonly string[]): Arguments =>
    args(
      text.split(' / ').map((part, at) => {
        const [payer = '', cents = '1', who = payer] = part.split(' ');
        return expenseOf(settings, payer, Number(cents), who.split(','), at);
      }),
      people ?? [...new Set(text.split(' / ').flatMap((part) => part.split(' ')[2]?.split(',') ?? []))],
    );
  const drawn = (count: number): Arguments =>
    args(
      Array.from({ length: count }, (_, at) => {
        const who = random.shuffle(PEOPLE).slice(0, 2 + random.below(5));
        const payer = random.pick(PEOPLE.slice(0, 5));
        return expenseOf(
          settings,
          payer,
          1 + random.below(20_000),
          [...who, ...who.slice(0, random.below(2)), ...who.slice(0, 1 + random.below(2))],
          at,
        );
      }),
    );
  /** Whoever owes something owes as much as the others, and so it is with those who are owed: names decide. */
  const evenly: Arguments = [
    list('Zoe 900 Dov,Ada,Ben / Yan 900 Dov,Ada,Ben / Eve 2 Eve')[0],
    ...(settings.split === 'days' ? [['Dov', 'Ada', 'Ben'].map((name) => ({ name, from: 0, to: 99 }))] : []),
  ];
  const { first, second } = inTurn('abbbabbbbabb', index, [
    { how: 'Weights of every expense, then maps of what was paid and borne.', program: byWeights(settings, names) },
    { how: 'One account for everybody; cents are dealt to a sorted list.', program: byAccounts(settings, names) },
  ]);
  return studyProject(
    {
      family: FAMILY,
      index,
      seed,
      title:
        [`Who owes whom? Shared costs of ${group}`, 'Split expenses to the cent (JavaScript)', `Bills of ${group}`][
          index % 3
        ] ?? '',
      text: posting(settings, names, index),
      skills: ['JavaScript', 'Accounting', 'Algorithm'],
      estimatedMinutes:
        35 +
        (settings.split === 'equal' ? 0 : 15) +
        (settings.result === 'transfers' ? 20 : 5) +
        (settings.cents === 'largest remainder' ? 10 : 0),
    },
    (offer) =>
      javascriptFunction<Arguments>(offer, {
        entry,
        answer: (expenses, people) =>
          settled(settings, expenses as unknown as Expense[], (people ?? []) as unknown as Stay[]),
        visible: [
          { name: 'a weekend', args: list('Ada 3000 Ada,Ben,Eve / Ben 1250 Ada,Ben / Eve 600 Ada,Ben,Eve,Ada') },
          { name: 'one bill', args: list('Dov 900 Dov,Gil,Eve') },
        ],
        hidden: [
          { name: 'nothing spent', args: args([]) },
          {
            name: 'three ways',
            args: list('Ben 1000 Ada,Ben,cleo / cleo 100 Ben,cleo,Dov / Ada 1 Ada,Ben / Dov 5 Ada,Ben,cleo,Dov,Dov'),
          },
          {
            name: 'odd cents',
            args: list(
              'Eve 1001 Eve,Dov,Ben / Eve 2 Eve,Dov,Ben / Ben 1999 Ben,Dov,Eve,Ada,Ada,Ada / Dov 77 Ben,Dov,Dov,Eve,Eve / Eve 101 Ada,Eve,Ada',
            ),
          },
          {
            name: 'payer not among them',
            args: list('Zoe 1000 Ada,Ben,cleo / Uwe 800 Ada,Ben,Ben / Ada 50 Uwe,Dov,Dov'),
          },
          {
            name: 'equal amounts',
            args: list('Dov 1200 Dov,Ada,Ben / Ben 1200 Dov,Ada,Ben / Eve 600 Eve,Gil / Fritz 600 Fritz,Gil'),
          },
          { name: 'the same for all', args: evenly },
          {
            name: 'odd names',
            args: list(
              'constructor 901 constructor,toString,__a / ada 350 Ada,ada,Ada,constructor / Ada 100 toString,toString,ada',
            ),
          },
          { name: 'all by one', args: list('Gil 1000 Gil / Ada 999 Gil,Ada,Ada,Ben / Gil 333 Ada,Ben,Uwe') },
          { name: 'drawn expenses', args: drawn(12) },
          { name: 'large trip', args: drawn(180) },
        ],
        reference: first.program,
        wrong: wrong(settings, names),
      }),
    second,
  );
}

/** Shared costs: 36 combinations of split, odd cents and result. */
export const expenseSplitting: StudyFamily = { ...FAMILY, variants: 12, build: variant };
