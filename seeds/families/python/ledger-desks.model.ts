/** The bank of the family `ledger-desks` told again: every balance is a sum over the list of postings. */

export type LedgerFirst = 'limits' | 'holds' | 'freezes' | 'fees';
export type LedgerSecond = 'months' | 'bookings' | 'closing';

interface Posting {
  readonly number: number;
  readonly name: string;
  readonly cents: number;
  readonly text: string;
}

export function money(cents: number): string {
  const digits = String(Math.abs(cents)).padStart(3, '0');
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

const signed = (cents: number): string => (cents < 0 ? '' : '+') + money(cents);

/** All that is printed. */
export function ledgerOutput(lines: readonly string[], first: LedgerFirst, second: LedgerSecond): string[] {
  const names: string[] = first === 'fees' ? ['bank'] : [];
  const [postings, reversals] = [[] as Posting[], new Map<number, number>()];
  const [floors, frozen] = [new Map<string, number>(), new Set<string>()];
  let [last, monthFrom, permille] = [0, 0, 10];
  const sum = (those: readonly Posting[]): number => those.reduce((total, { cents }) => total + cents, 0);
  const of = (name: string): Posting[] => postings.filter((one) => one.name === name);
  const enough = (name: string, cents: number): boolean => sum(of(name)) + cents >= (floors.get(name) ?? 0);
  const settle = (moves: readonly Omit<Posting, 'number'>[]): string => {
    const stopped = moves.find(({ name }) => frozen.has(name));
    if (stopped !== undefined) return `refused: ${stopped.name} is frozen`;
    const short = moves.find(({ name }) => {
      const total = moves.filter((one) => one.name === name).reduce((all, { cents }) => all + cents, 0);
      return total < 0 && !enough(name, total);
    });
    if (short !== undefined) return `refused: not enough in ${short.name}`;
    last += 1;
    postings.push(...moves.map((move) => ({ ...move, number: last })));
    return `booked ${last}`;
  };
  const fee = (word: string, name: string, cents: number) => {
    const amount = first === 'fees' && word !== 'deposit' ? Math.ceil((cents * permille) / 1000) : 0;
    if (amount === 0) return [];
    return [
      { name, cents: -amount, text: 'fee' },
      { name: 'bank', cents: amount, text: 'fee' },
    ];
  };
  const ran = (line: string): string[] => {
    const [word = '', one = '', two = '', three = ''] = line.split(' ');
    if (word === 'month') {
      const recent = postings.filter(({ number }) => number > monthFrom);
      monthFrom = last;
      return [...names].sort().map((name) => {
        const cents = recent.filter((posting) => posting.name === name);
        const into = sum(cents.filter((posting) => posting.cents > 0));
        return `${name} in ${money(into)} out ${money(into - sum(cents))} balance ${money(sum(of(name)))}`;
      });
    }
    if (word === 'fee') {
      permille = Number(one);
      return [`fee ${one}`];
    }
    if (word === 'open') {
      if (names.includes(one)) return ['refused: account exists'];
      names.push(one);
      return [`opened ${one}`];
    }
    if (word === 'reverse' || word === 'booking') {
      const moves = postings.filter(({ number }) => number === Number(one));
      const [move] = moves;
      if (move === undefined) return [`refused: no booking ${one}`];
      if (word === 'booking') {
        const by = reversals.get(Number(one));
        const parts = moves.map(({ name, cents }) => `${name} ${signed(cents)}`);
        return [`${one} ${move.text}: ${parts.join(', ')}${by === undefined ? '' : ` (reversed by ${by})`}`];
      }
      if (move.text === 'reverse') return ['refused: a reversal'];
      if (reversals.has(Number(one))) return ['refused: already reversed'];
      const said = settle(moves.map(({ name, cents }) => ({ name, cents: -cents, text: 'reverse' })));
      if (said.startsWith('booked')) reversals.set(Number(one), last);
      return [said];
    }
    const missing = (word === 'transfer' ? [one, two] : [one]).find((name) => !names.includes(name));
    if (missing !== undefined) return [`refused: no account ${missing}`];
    if (word === 'statement') {
      let balance = 0;
      const shown = of(one).map(({ number, text, cents }) => {
        balance += cents;
        return `${number} ${text} ${signed(cents)} ${money(balance)}`;
      });
      return [...shown, `${one} has ${money(balance)}`];
    }
    if (word === 'deposit') return [settle([{ name: one, cents: Number(two), text: word }])];
    if (word === 'withdraw')
      return [settle([{ name: one, cents: -Number(two), text: word }, ...fee(word, one, Number(two))])];
    if (word === 'transfer') {
      if (one === two) return ['refused: same account'];
      const cents = Number(three);
      return [
        settle([{ name: one, cents: -cents, text: word }, { name: two, cents, text: word }, ...fee(word, one, cents)]),
      ];
    }
    if (word === 'limit') {
      if (sum(of(one)) < -Number(two)) return [`refused: ${one} is below`];
      floors.set(one, -Number(two));
      return [`limit of ${one} ${money(Number(two))}`];
    }
    if (word === 'hold') {
      if (!enough(one, -Number(two))) return [`refused: not enough in ${one}`];
      floors.set(one, (floors.get(one) ?? 0) + Number(two));
    }
    if (word === 'release') floors.delete(one);
    if (word === 'hold' || word === 'release') return [`${one} holds ${money(floors.get(one) ?? 0)}`];
    if (word === 'freeze') frozen.add(one);
    else frozen.delete(one);
    return [word === 'freeze' ? `frozen ${one}` : `thawed ${one}`];
  };
  const printed = lines.flatMap(ran);
  if (second !== 'closing') return printed;
  const balances = names.map((name) => [name, sum(of(name))] as const);
  balances.sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  const total = sum(postings);
  return [...printed, ...balances.map(([name, cents]) => `${name} ${money(cents)}`), `total ${money(total)}`];
}
