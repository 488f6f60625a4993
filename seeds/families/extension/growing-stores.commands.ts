/** Four sets of new commands about values and keys for the family `growing-stores`. */

import { BEFORE, keySets } from './growing-stores.key-sets.ts';
import { type CommandSet, NONE } from './growing-stores.model.ts';

const list = (value: string | undefined) => (value === undefined || value === '' ? [] : value.split(','));

export const commandSets: readonly CommandSet[] = [
  {
    about: 'counters',
    verbs: ['add K N', 'add K N', 'add K -N', 'sum user:', 'sum', 'top N'],
    example: 'add a 5|add a -2|get a|set b word|add b 1|sum',
    before: BEFORE,
    text: [
      '"add KEY N" adds N (may be negative) to the number stored under KEY, 0 if there is none, and prints the new number; if the value is not a whole number (optional minus, digits), print "not a number" and change nothing. "sum PREFIX" prints the sum of the whole numbers whose key begins with PREFIX, "sum" alone of all; other values do not count. "top N" prints the N keys with the largest whole numbers as KEY=VALUE separated by blanks, equal ones by key (code points).',
      'With "add KEY N" I want to count: N, also below zero, is added to what is stored (nothing stored is 0) and the result printed; should the value be no whole number (digits with or without a minus), say "not a number" and leave it. "sum PREFIX" adds up all whole numbers whose keys start with PREFIX, plain "sum" everything, values that are no whole numbers are passed over. "top N" shows the N largest whole numbers as KEY=VALUE with blanks between, same numbers in order of their keys (code points).',
      'The command "add KEY N" increases the integer value of KEY (0 if absent) by N, which may be negative, and prints the result; a value other than an optional minus and digits is left as it is, with the output "not a number". "sum [PREFIX]" prints the sum of all integer values whose key has the prefix. "top N" prints, as KEY=VALUE separated by blanks, the N greatest integer values, ties by code points of the key.',
    ],
    cases: ['counting below zero', 'ties at the top', 'sums of some'],
    program: `
const whole = (value) => /^-?\\d+$/.test(value);

function extra(command, words) {
  const numbers = Object.keys(store).filter((key) => whole(store[key]));
  if (command === 'add') {
    const value = words[0] in store ? store[words[0]] : '0';
    if (!whole(value)) {
      console.log('not a number');
      return true;
    }
    remember();
    store[words[0]] = String(Number(value) + Number(words[1]));
    console.log(store[words[0]]);
  } else if (command === 'sum') {
    const counted = numbers.filter((key) => key.startsWith(words[0] ?? ''));
    console.log(String(counted.reduce((sum, key) => sum + Number(store[key]), 0)));
  } else if (command === 'top') {
    numbers.sort((a, b) => Number(store[b]) - Number(store[a]) || (a < b ? -1 : 1));
    console.log(numbers.slice(0, Number(words[0])).map((key) => key + '=' + store[key]).join(' '));
  } else {
    return false;
  }
  return true;
}
`,
    other: `
function entries() {
  return Object.entries(store).flatMap(([key, value]) => (value.match(/^-?[0-9]+$/) ? [{ key, value, size: parseInt(value, 10) }] : []));
}

function extra(command, [key = '', amount]) {
  switch (command) {
    case 'add': {
      const text = store[key] === undefined ? '0' : store[key];
      if (text === '' || text === '-' || [...text].some((sign, at) => !'0123456789'.includes(sign) && (at > 0 || sign !== '-'))) {
        console.log('not a number');
        return true;
      }
      remember();
      store[key] = \`\${parseInt(text, 10) + parseInt(amount, 10)}\`;
      console.log(store[key]);
      return true;
    }
    case 'sum': {
      let sum = 0;
      for (const entry of entries()) if (entry.key.indexOf(key) === 0) sum += entry.size;
      console.log(\`\${sum}\`);
      return true;
    }
    case 'top': {
      const sorted = entries().sort((a, b) => (a.key > b.key ? 1 : -1)).sort((a, b) => b.size - a.size);
      console.log(sorted.slice(0, parseInt(key, 10)).map((entry) => \`\${entry.key}=\${entry.value}\`).join(' '));
      return true;
    }
  }
  return false;
}
`,
    slips: [
      {
        why: 'Values that are not numbers are left alone',
        from: 'if (!whole(value)) {',
        to: 'if (Number.isNaN(Number(value)) && false) {',
      },
      { why: 'Equal numbers are in order of their keys', from: ' || (a < b ? -1 : 1));', to: ');' },
    ],
    edges: {
      'counting below zero': 'add a -3|add a 1|get a|set b -7|add b 7|set c -|add c 1|set d 1.5|add d 1|get d',
      'ties at the top': 'set zz 5|set b 5|set a 4|set c 50|set w word|top 3|top 9|top 0|del zz|top 2',
      'sums of some':
        'set user:1 5|set user:2 6|set users 7|set x user|sum user:|sum user|sum|sum y|add user:3 -20|sum user:',
    },
    effect: (store, command, [key = '', amount = '']) => {
      const numbers = Object.entries(store).flatMap(([name, value]) =>
        /^-?\d+$/.test(value) ? [{ name, value: Number(value) }] : [],
      );
      if (command === 'add') {
        const old = store[key] ?? '0';
        if (!/^-?\d+$/.test(old)) return { store, prints: ['not a number'] };
        const value = String(Number(old) + Number(amount));
        return { store: { ...store, [key]: value }, prints: [value] };
      }
      if (command === 'sum')
        return {
          store,
          prints: [String(numbers.reduce((sum, { name, value }) => sum + (name.startsWith(key) ? value : 0), 0))],
        };
      if (command !== 'top') return null;
      const order = numbers.toSorted((a, b) => b.value - a.value || (a.name < b.name ? -1 : 1)).slice(0, Number(key));
      return { store, prints: [order.map(({ name }) => `${name}=${store[name]}`).join(' ')] };
    },
  },
  {
    about: 'lists',
    verbs: ['push K V', 'push K V', 'pop K', 'first K', 'len K', 'join K O'],
    example: 'push a x|push a y z|len a|pop a|get a|first b',
    before: BEFORE,
    text: [
      'A value can be a list: parts joined by commas (no value or an empty one is the empty list). "push KEY VALUE" appends VALUE (may hold blanks, no commas) and prints the new length. "pop KEY" takes away the last part and prints it, "first KEY" the first; the empty list prints (none) and nothing changes. A list that has become empty is deleted. "len KEY" prints the number of parts. "join KEY OTHER" appends the parts of OTHER to KEY and deletes OTHER (if both are the same key or OTHER is empty, nothing happens).',
      'I would like lists: a value with commas is a list of parts, and no value or an empty value a list with nothing in it. "push KEY VALUE" puts VALUE (blanks allowed, no commas) at the end and prints how long the list is now; "pop KEY" removes the last part and prints it, "first KEY" the first one, or (none) if there is nothing, and when the last one has gone the key goes too. "len KEY" prints the length. "join KEY OTHER" moves all parts of OTHER to the end of KEY, so OTHER is deleted, except when they are the same key or OTHER has no parts: then do nothing.',
      'Values are lists of parts separated by commas; an absent or empty value is the empty list. "push KEY VALUE" appends a part and prints the length. "pop KEY" and "first KEY" remove and print the last or first part, or print (none) for the empty list without a change; a list thereby emptied is deleted with its key. "len KEY" prints the number of parts. "join KEY OTHER" appends all parts of OTHER to KEY and deletes OTHER, unless the keys are equal or OTHER is empty.',
    ],
    cases: ['to the last part', 'joining', 'blanks in parts'],
    program: `
const parts = (key) => (store[key] ? store[key].split(',') : []);

function extra(command, words) {
  const [key, ...rest] = words;
  const list = ['push', 'pop', 'first', 'len', 'join'].includes(command) ? parts(key) : null;
  if (list === null) return false;
  if (command === 'len') {
    console.log(String(list.length));
  } else if (command === 'push') {
    remember();
    list.push(rest.join(' '));
    store[key] = list.join(',');
    console.log(String(list.length));
  } else if (command === 'join') {
    const other = rest[0];
    if (other === key || parts(other).length === 0) return true;
    remember();
    store[key] = list.concat(parts(other)).join(',');
    delete store[other];
  } else if (list.length === 0) {
    console.log('(none)');
  } else {
    remember();
    console.log(command === 'pop' ? list.pop() : list.shift());
    if (list.length === 0) delete store[key];
    else store[key] = list.join(',');
  }
  return true;
}
`,
    other: `
function keep(key, list) {
  remember();
  if (list.length) store[key] = list.join(',');
  else delete store[key];
}

const commandsOfLists = {
  push(key, list, text) {
    keep(key, [...list, text]);
    console.log(list.length + 1 + '');
  },
  pop(key, list) {
    if (list.length) keep(key, list.slice(0, -1));
    console.log(list[list.length - 1] ?? '(none)');
  },
  first(key, list) {
    if (list.length) keep(key, list.slice(1));
    console.log(list[0] ?? '(none)');
  },
  len(key, list) {
    console.log(list.length + '');
  },
  join(key, list, other) {
    if (other === key || !store[other]) return;
    keep(key, [...list, store[other]]);
    delete store[other];
  },
};

function extra(command, [key, ...rest]) {
  const found = Object.keys(commandsOfLists).indexOf(command) >= 0;
  if (found) commandsOfLists[command](key, (store[key] ?? '').split(',').filter((part, at, all) => all.length > 1 || part !== ''), rest.join(' '));
  return found;
}
`,
    slips: [
      {
        why: 'An emptied list is deleted',
        from: 'if (list.length === 0) delete store[key];\n    else store[key]',
        to: 'store[key]',
      },
      { why: 'A list is not joined to itself', from: 'other === key || ', to: '' },
    ],
    edges: {
      'to the last part': 'push a x|pop a|keys|pop a|len a|set b q,r,s|first b|pop b|first b|first b|keys',
      joining: 'set a 1,2|set b 3|join a b|get a|get b|join a a|get a|join c a|keys|join c none|get c|len c',
      'blanks in parts': 'push a two words|push a three more words|len a|first a|get a|set e |len e|push e x|get e',
    },
    effect: (store, command, [key = '', ...rest]) => {
      const parts = list(store[key]);
      const { [key]: _gone, ...others } = store;
      const after = (left: readonly string[]) => (left.length === 0 ? others : { ...store, [key]: left.join(',') });
      if (command === 'len') return { store, prints: [String(parts.length)] };
      if (command === 'push') return { store: after([...parts, rest.join(' ')]), prints: [String(parts.length + 1)] };
      if (command === 'pop')
        return parts.length === 0
          ? { store, prints: [NONE] }
          : { store: after(parts.slice(0, -1)), prints: parts.slice(-1) };
      if (command === 'first')
        return parts.length === 0
          ? { store, prints: [NONE] }
          : { store: after(parts.slice(1)), prints: parts.slice(0, 1) };
      if (command !== 'join') return null;
      const other = rest[0] ?? '';
      const moved = list(store[other]);
      if (other === key || moved.length === 0) return { store, prints: [] };
      const { [other]: _moved, ...left } = after([...parts, ...moved]);
      return { store: left, prints: [] };
    },
  },
  ...keySets,
];
