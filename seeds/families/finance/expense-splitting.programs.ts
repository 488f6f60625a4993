/** Reference, alternative and wrong programs of the family `expense-splitting`. */

import { edited, type WrongProgram } from '../family.ts';
import { callOf, type SplitNames, type SplitSettings } from './expense-splitting.posting.ts';

/** Weights of every expense, then maps of what was paid and borne. */
export function byWeights(settings: SplitSettings, names: SplitNames): string {
  const { split, cents, result } = settings;
  const days = split === 'days';
  const weights = {
    equal: `function weightsOf({ people }) {
  return people.map((name) => [name, 1]);
}
`,
    parts: `function weightsOf({ parts }) {
  return Object.entries(parts).filter(([, weight]) => weight > 0);
}
`,
    fixed: `function weightsOf({ people, fixed }) {
  return people.filter((name) => !Object.hasOwn(fixed, name)).map((name) => [name, 1]);
}
`,
    days: `function weightsOf(expense, stays) {
  const weights = new Map();
  for (const { name, from, to } of stays) {
    const nights = Math.min(to, expense.to) - Math.max(from, expense.from) + 1;
    if (nights > 0) weights.set(name, (weights.get(name) ?? 0) + nights);
  }
  return [...weights];
}
`,
  }[split];
  const amount =
    split === 'fixed'
      ? 'expense.cents - Object.values(expense.fixed).reduce((sum, part) => sum + part, 0)'
      : 'expense.cents';
  const fixed =
    split === 'fixed' ? '  const shares = new Map(Object.entries(expense.fixed));\n' : '  const shares = new Map();\n';
  const leftover = {
    'first by name': `  const order = weights.map(([name]) => name).sort();
  for (const name of order.slice(0, left)) shares.set(name, shares.get(name) + 1);
`,
    payer: `  if (left > 0) shares.set(expense.payer, (shares.get(expense.payer) ?? 0) + left);
`,
    'largest remainder': `  const lost = weights.map(([name, weight]) => ({ name, rest: (amount * weight) % total }));
  lost.sort((a, b) => b.rest - a.rest || (a.name > b.name ? -1 : 1));
  for (const { name } of lost.slice(0, left)) shares.set(name, shares.get(name) + 1);
`,
  }[cents];
  const finish = {
    balances: `  const people = [...new Set([...paid.keys(), ...borne.keys()])].sort();
  return people
    .map((name) => ({ name, paid: paid.get(name) ?? 0, share: borne.get(name) ?? 0 }))
    .filter((row) => row.paid > 0 || row.share > 0)
    .map((row) => ({ ...row, balance: row.paid - row.share }));
`,
    transfers: `  const balances = new Map(paid);
  for (const [name, share] of borne) balances.set(name, (balances.get(name) ?? 0) - share);
  const people = [...balances.keys()].sort();
  const transfers = [];
  for (;;) {
    const extreme = (sign) =>
      people.reduce((best, name) => (sign * balances.get(name) > sign * balances.get(best) ? name : best), people[0]);
    const [from, to] = [extreme(-1), extreme(1)];
    if (people.length === 0 || balances.get(to) === 0) return transfers;
    const cents = Math.min(-balances.get(from), balances.get(to));
    balances.set(from, balances.get(from) + cents);
    balances.set(to, balances.get(to) - cents);
    transfers.push({ from, to, cents });
  }
`,
    purse: `  const people = [...new Set([...paid.keys(), ...borne.keys()])].sort();
  let purse = null;
  for (const name of people) {
    if (paid.has(name) && (purse === null || paid.get(name) > paid.get(purse))) purse = name;
  }
  const payments = people
    .map((name) => ({ name, cents: (borne.get(name) ?? 0) - (paid.get(name) ?? 0) }))
    .filter(({ name, cents }) => name !== purse && cents !== 0);
  return { purse, payments };
`,
  }[result];
  return `${weights}
function sharesOf(expense${days ? ', stays' : ''}) {
  const weights = weightsOf(expense${days ? ', stays' : ''});
  const amount = ${amount};
  const total = weights.reduce((sum, [, weight]) => sum + weight, 0);
${fixed}  let left = amount;
  for (const [name, weight] of weights) {
    const share = Math.floor((amount * weight) / total);
    shares.set(name, share);
    left -= share;
  }
${leftover}  return shares;
}

function ${callOf(settings, names)} {
  const paid = new Map();
  const borne = new Map();
  for (const expense of expenses) {
    paid.set(expense.payer, (paid.get(expense.payer) ?? 0) + expense.cents);
    for (const [name, share] of sharesOf(expense${days ? ', stays' : ''})) borne.set(name, (borne.get(name) ?? 0) + share);
  }
${finish}}
`;
}

/** One account for everybody; the cents of an expense are dealt to a sorted list of bearers. */
export function byAccounts(settings: SplitSettings, names: SplitNames): string {
  const { split, cents, result } = settings;
  const bearers = {
    equal: `    const bearers = [...expense.people].sort().map((name) => ({ name, weight: 1 }));
    const amount = expense.cents;
`,
    parts: `    const bearers = [];
    for (const name of Object.keys(expense.parts).sort()) {
      if (expense.parts[name] !== 0) bearers.push({ name, weight: expense.parts[name] });
    }
    const amount = expense.cents;
`,
    fixed: `    let amount = expense.cents;
    const own = new Map(Object.entries(expense.fixed));
    for (const [name, part] of own) {
      account(name).share += part;
      amount -= part;
    }
    const bearers = expense.people.filter((name) => !own.has(name)).sort().map((name) => ({ name, weight: 1 }));
`,
    days: `    const present = [];
    for (let day = expense.from; day <= expense.to; day += 1) {
      for (const stay of stays) if (stay.from <= day && day <= stay.to) present.push(stay.name);
    }
    const bearers = [...new Set(present)].sort().map((name) => ({
      name,
      weight: present.filter((other) => other === name).length,
    }));
    const amount = expense.cents;
`,
  }[split];
  const equal = split === 'equal' || split === 'fixed';
  const whole = equal ? 'bearers.length' : 'bearers.reduce((sum, { weight }) => sum + weight, 0)';
  const even = {
    'first by name': `    bearers.forEach(({ name }, at) => {
      account(name).share += (amount - (amount % whole)) / whole + (at < amount % whole ? 1 : 0);
    });
`,
    payer: `    for (const { name } of bearers) account(name).share += (amount - (amount % whole)) / whole;
    if (bearers.length > 0) account(expense.payer).share += amount % whole;
`,
    'largest remainder': `    bearers.reverse().forEach(({ name }, at) => {
      account(name).share += (amount - (amount % whole)) / whole + (at < amount % whole ? 1 : 0);
    });
`,
  }[cents];
  const uneven = {
    'first by name': `    const floors = bearers.map(({ weight }) => (amount * weight - ((amount * weight) % whole)) / whole);
    const spare = amount - floors.reduce((sum, floor) => sum + floor, 0);
    bearers.forEach(({ name }, at) => {
      account(name).share += floors[at] + Number(at < spare);
    });
`,
    payer: `    let spare = amount;
    for (const { name, weight } of bearers) {
      const floor = (amount * weight - ((amount * weight) % whole)) / whole;
      account(name).share += floor;
      spare -= floor;
    }
    account(expense.payer).share += spare;
`,
    'largest remainder': `    const rests = bearers.map(({ weight }) => (amount * weight) % whole);
    const spare = rests.reduce((sum, rest) => sum + rest, 0) / whole;
    bearers.forEach(({ name, weight }, at) => {
      const ahead = rests.filter((rest, other) => rest > rests[at] || (rest === rests[at] && other > at)).length;
      account(name).share += (amount * weight - rests[at]) / whole + (ahead < spare ? 1 : 0);
    });
`,
  }[cents];
  const finish = {
    balances: `  const rows = [];
  for (const name of [...accounts.keys()].sort()) {
    const { paid, share } = accounts.get(name);
    if (paid + share > 0) rows.push({ name, paid, share, balance: paid - share });
  }
  return rows;
`,
    transfers: `  let open = [...accounts].map(([name, { paid, share }]) => ({ name, net: paid - share })).filter(({ net }) => net !== 0);
  const steps = [];
  const byName = (a, b) => (a.name < b.name ? -1 : 1);
  while (open.length > 0) {
    const [debtor] = [...open].sort((a, b) => a.net - b.net || byName(a, b));
    const [creditor] = [...open].sort((a, b) => b.net - a.net || byName(a, b));
    const cents = Math.min(creditor.net, -debtor.net);
    creditor.net -= cents;
    debtor.net += cents;
    steps.push({ from: debtor.name, to: creditor.name, cents });
    open = open.filter(({ net }) => net !== 0);
  }
  return steps;
`,
    purse: `  const rows = [...accounts].map(([name, sums]) => ({ name, ...sums })).sort((a, b) => (a.name < b.name ? -1 : 1));
  const most = Math.max(0, ...rows.map(({ paid }) => paid));
  const keeper = rows.find(({ paid }) => paid > 0 && paid === most) ?? { name: null };
  const payments = [];
  for (const row of rows) {
    if (row !== keeper && row.share !== row.paid) payments.push({ name: row.name, cents: row.share - row.paid });
  }
  return { purse: keeper.name, payments };
`,
  }[result];
  return `function ${callOf(settings, names)} {
  const accounts = new Map();
  const account = (name) => {
    if (!accounts.has(name)) accounts.set(name, { paid: 0, share: 0 });
    return accounts.get(name);
  };
  for (const expense of expenses) {
    account(expense.payer).paid += expense.cents;
${bearers}    const whole = ${whole};
${equal ? even : uneven}  }
${finish}}
`;
}

export function wrong(settings: SplitSettings, names: SplitNames): WrongProgram[] {
  const source = byWeights(settings, names);
  const { split, cents, result } = settings;
  const other = ({ 'first by name': 'payer', payer: 'first by name', 'largest remainder': 'first by name' } as const)[
    cents
  ];
  const splits = {
    equal: [
      'people.map((name) => [name, 1])',
      'people.map((name) => [name, 1]).concat(people.length > 2 ? [] : [[people[0], 1]])',
      'Everybody bears one equal share.',
    ],
    parts: [
      '.filter(([, weight]) => weight > 0)',
      '.map(([name, weight]) => [name, Math.max(1, weight)])',
      'Who has no parts bears nothing.',
    ],
    fixed: ['.filter((name) => !Object.hasOwn(fixed, name))', '', 'Who bears a fixed amount has no share of the rest.'],
    days: [' + 1;', ';', 'Both ends of a stay are days.'],
  }[split] as [string, string, string];
  const results = {
    balances: ['balance: row.paid - row.share', 'balance: row.share - row.paid', 'The balance is paid minus share.'],
    transfers: [
      'sign * balances.get(name) > sign * balances.get(best)',
      'sign * balances.get(name) >= sign * balances.get(best)',
      'Of equal amounts the first name is taken.',
    ],
    purse: [
      'paid.get(name) > paid.get(purse)',
      'paid.get(name) >= paid.get(purse)',
      'Of those who paid most the first by name keeps the purse.',
    ],
  }[result] as [string, string, string];
  return [
    {
      name: 'cents-to-others',
      why: `Cents that are left go by another rule: ${cents}.`,
      program: byWeights({ ...settings, cents: other }, names),
    },
    { name: 'other-split', why: splits[2], program: edited(source, splits[0], splits[1]) },
    { name: 'other-result', why: results[2], program: edited(source, results[0], results[1]) },
  ];
}
