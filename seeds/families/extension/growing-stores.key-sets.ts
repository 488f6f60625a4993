/** Sets of new commands about keys and conditions for the family `growing-stores`, and its program before. */

import { type CommandSet, NONE } from './growing-stores.model.ts';

export const BEFORE = `
function extra() {
  return false;
}
`;

export const keySets: readonly CommandSet[] = [
  {
    about: 'whole groups of keys',
    verbs: ['under user:', 'drop user:', 'rename K O', 'copy K O', 'find N', 'copy K O'],
    example: 'set user:1 Ann|set user:2 Bo|under user:|rename user:1 boss|keys|find o',
    before: BEFORE,
    text: [
      '"under PREFIX" prints all keys beginning with PREFIX and their values as KEY=VALUE, one a line, sorted by key; "empty" if there are none. "drop PREFIX" deletes those keys and prints how many. "rename OLD NEW" moves a value, "copy OLD NEW" copies it; both overwrite NEW and print (none) if OLD is not there; with OLD equal to NEW an existing key is left as it is. "find TEXT" prints the sorted keys whose value contains TEXT in any letters, blanks between; an empty line if none.',
      'Keys of ours belong together, so: "under PREFIX" lists whatever begins with PREFIX as KEY=VALUE lines in order of keys, or the word empty. "drop PREFIX" deletes them all and prints their number. "rename OLD NEW" and "copy OLD NEW" put the value under a new key, the first also removes the old key; a value that NEW had is lost; if there is no OLD they print (none); and same names change nothing. "find TEXT" shows the keys, sorted, blanks between, whose value has TEXT somewhere, never mind capitals (an empty line if none).',
      'The command "under PREFIX" prints a line KEY=VALUE for every key with that prefix in sorted order, or "empty". "drop PREFIX" deletes these keys and prints their number. "rename OLD NEW" and "copy OLD NEW" assign the value of OLD to NEW, replacing any; the former removes OLD. If OLD is absent, (none) is printed; if both names are equal, nothing changes. "find TEXT" prints the sorted keys, separated by blanks, whose value contains TEXT regardless of case.',
    ],
    cases: ['groups', 'the same name', 'finding'],
    program: `
function extra(command, [first, second]) {
  const names = Object.keys(store).sort();
  const group = names.filter((key) => key.startsWith(first));
  switch (command) {
    case 'under':
      console.log(group.map((key) => key + '=' + store[key]).join('\\n') || 'empty');
      return true;
    case 'drop':
      if (group.length > 0) remember();
      for (const key of group) delete store[key];
      console.log(String(group.length));
      return true;
    case 'rename':
    case 'copy':
      if (!(first in store)) {
        console.log('(none)');
      } else if (first !== second) {
        remember();
        store[second] = store[first];
        if (command === 'rename') delete store[first];
      }
      return true;
    case 'find':
      console.log(names.filter((key) => store[key].toLowerCase().includes(first.toLowerCase())).join(' '));
      return true;
    default:
      return false;
  }
}
`,
    other: `
function extra(command, words) {
  const pairs = Object.entries(store).sort(([one], [other]) => (one < other ? -1 : 1));
  if (command === 'find') {
    const wanted = words[0].toUpperCase();
    console.log(pairs.flatMap(([key, value]) => (value.toUpperCase().indexOf(wanted) < 0 ? [] : [key])).join(' '));
    return true;
  }
  if (command === 'under' || command === 'drop') {
    const inside = pairs.filter(([key]) => key.slice(0, words[0].length) === words[0]);
    if (command === 'under') {
      if (!inside.length) console.log('empty');
      inside.forEach(([key, value]) => console.log(\`\${key}=\${value}\`));
    } else {
      if (inside.length) remember();
      inside.forEach(([key]) => delete store[key]);
      console.log(\`\${inside.length}\`);
    }
    return true;
  }
  if (command !== 'rename' && command !== 'copy') return false;
  const [from, to] = words;
  const value = store[from];
  if (value === undefined) {
    console.log('(none)');
    return true;
  }
  if (from === to) return true;
  remember();
  if (command === 'rename') delete store[from];
  store[to] = value;
  return true;
}
`,
    slips: [
      { why: 'A key renamed to itself stays', from: '} else if (first !== second) {', to: '} else {' },
      {
        why: 'Capitals do not count when finding',
        from: 'store[key].toLowerCase().includes(first.toLowerCase())',
        to: 'store[key].includes(first)',
      },
    ],
    edges: {
      groups:
        'set user:2 Bo|set user:10 Al|set users 3|set x y|under user:|under none|drop user:|keys|drop user:|drop u|keys',
      'the same name':
        'set a 1|rename a a|get a|copy a a|get a|rename b b|rename a b|copy b c|keys|copy q b|get b|set c 7|rename b c|get c|get b',
      finding: 'set z Hello there|set a SHELL|set m help|find hell|find HEL|find there|find qq|find o',
    },
    effect: (store, command, [key = '', other = '']) => {
      const names = Object.keys(store).toSorted();
      const inside = names.filter((name) => name.startsWith(key));
      if (command === 'under')
        return { store, prints: inside.length === 0 ? ['empty'] : inside.map((name) => `${name}=${store[name]}`) };
      if (command === 'drop') {
        const left = Object.fromEntries(Object.entries(store).filter(([name]) => !inside.includes(name)));
        return { store: inside.length === 0 ? store : left, prints: [String(inside.length)] };
      }
      if (command === 'find')
        return {
          store,
          prints: [names.filter((name) => store[name]?.toLowerCase().includes(key.toLowerCase())).join(' ')],
        };
      if (command !== 'rename' && command !== 'copy') return null;
      const value = store[key];
      if (value === undefined) return { store, prints: [NONE] };
      if (key === other) return { store, prints: [] };
      const { [key]: _old, ...rest } = store;
      return { store: { ...(command === 'rename' ? rest : store), [other]: value }, prints: [] };
    },
  },
  {
    about: 'conditions and swaps',
    verbs: ['swap K O', 'setnew K V', 'is K V', 'choose K O', 'cas K V N', 'setnew K V'],
    example: 'set a 1|setnew a 2|setnew b 2|swap a b|get a|is a 2|choose q b',
    before: BEFORE,
    text: [
      '"setnew KEY VALUE" sets only if KEY is not there and prints ok, else taken. "swap KEY OTHER" exchanges two values and prints ok; if either key is missing nothing changes and each missing key is printed (in the order given, one line "missing KEY" each; twice for the same key). "is KEY VALUE" prints yes or no (a missing key: no). "choose KEY OTHER" prints the value of the first of the two that is there, or (none). "cas KEY ... NEW": the last word is NEW, the words between are the expected value; if KEY has exactly that value it becomes NEW and ok is printed, else "is" and the value, or (none) if missing.',
      'New words: "setnew KEY VALUE" stores only when the key is free, saying ok, otherwise taken. "swap KEY OTHER" exchanges both values and says ok, but if one is missing it changes nothing and says "missing KEY" for each that is (first one first, and for the same missing key twice). "is KEY VALUE" says yes if that is the value, otherwise no. "choose KEY OTHER" prints the value of KEY or, if there is none, of OTHER, or else (none). "cas KEY OLD NEW" (OLD may be several words, NEW is the last word) replaces OLD by NEW and says ok, if the value is really OLD; if not it prints is and the value, and (none) for a missing key.',
      'The command "setnew KEY VALUE" sets an absent key and prints ok; otherwise it prints taken. "swap KEY OTHER" exchanges two values and prints ok, or prints a line "missing KEY" for each absent argument in order (equal arguments count twice), without a change. "is KEY VALUE" prints yes or no. "choose KEY OTHER" prints the value of the first key present, or (none). "cas KEY OLD NEW", where NEW is the last word and OLD all words before it, replaces the value by NEW and prints ok if it equals OLD; else it prints "is VALUE", or (none) if KEY is absent.',
    ],
    cases: ['missing ones', 'compared with several words', 'taken or free'],
    program: `
const actions = {
  setnew(key, words) {
    if (key in store) return 'taken';
    remember();
    store[key] = words.join(' ');
    return 'ok';
  },
  swap(key, [other]) {
    const missing = [key, other].filter((name) => !(name in store));
    if (missing.length > 0) return missing.map((name) => 'missing ' + name).join('\\n');
    remember();
    [store[key], store[other]] = [store[other], store[key]];
    return 'ok';
  },
  is(key, words) {
    return store[key] === words.join(' ') ? 'yes' : 'no';
  },
  choose(key, [other]) {
    const found = [key, other].find((name) => name in store);
    return found === undefined ? '(none)' : store[found];
  },
  cas(key, words) {
    if (!(key in store)) return '(none)';
    if (store[key] !== words.slice(0, -1).join(' ')) return 'is ' + store[key];
    remember();
    store[key] = words[words.length - 1];
    return 'ok';
  },
};

function extra(command, words) {
  if (!(command in actions)) return false;
  console.log(actions[command](words[0], words.slice(1)));
  return true;
}
`,
    other: `
function extra(command, [key, ...rest]) {
  const value = store[key];
  const other = store[rest[0]];
  const text = rest.join(' ');
  if (command === 'is') {
    console.log(value === text ? 'yes' : 'no');
  } else if (command === 'choose') {
    console.log(value ?? other ?? '(none)');
  } else if (command === 'setnew' && value !== undefined) {
    console.log('taken');
  } else if (command === 'setnew') {
    remember();
    store[key] = text;
    console.log('ok');
  } else if (command === 'swap') {
    if (value === undefined) console.log('missing ' + key);
    if (other === undefined) console.log('missing ' + rest[0]);
    if (value === undefined || other === undefined) return true;
    remember();
    store[key] = other;
    store[rest[0]] = value;
    console.log('ok');
  } else if (command === 'cas') {
    const fresh = rest.pop();
    const fits = value === rest.join(' ');
    if (fits) {
      remember();
      store[key] = fresh;
    }
    console.log(fits ? 'ok' : value === undefined ? '(none)' : 'is ' + value);
  } else {
    return false;
  }
  return true;
}
`,
    slips: [
      {
        why: 'A missing key is told by its name',
        from: "if (missing.length > 0) return missing.map((name) => 'missing ' + name).join('\\n');",
        to: "if (missing.length > 0) return 'missing ' + missing[0];",
      },
      { why: 'The expected value may be several words', from: "words.slice(0, -1).join(' ')", to: 'words[0]' },
    ],
    edges: {
      'missing ones': 'swap a b|set a 1|swap a b|swap b a|swap a a|swap c c|choose a b|choose b a|choose b c|get a',
      'compared with several words':
        'set a two words|cas a two words one|get a|cas a two two|cas a one one|is a one|is a one more|cas q x y|set e |cas e full|get e',
      'taken or free': 'setnew a first value|setnew a second|get a|del a|setnew a third|is a third|is b |keys',
    },
    effect: (store, command, [key = '', ...rest]) => {
      const [value, other = ''] = [store[key], rest[0]];
      if (command === 'is') return { store, prints: [value === rest.join(' ') ? 'yes' : 'no'] };
      if (command === 'choose') return { store, prints: [value ?? store[other] ?? NONE] };
      if (command === 'setnew')
        return value === undefined
          ? { store: { ...store, [key]: rest.join(' ') }, prints: ['ok'] }
          : { store, prints: ['taken'] };
      if (command === 'swap') {
        const second = store[other];
        if (value !== undefined && second !== undefined)
          return { store: { ...store, [key]: second, [other]: value }, prints: ['ok'] };
        return {
          store,
          prints: [key, other].filter((name) => store[name] === undefined).map((name) => `missing ${name}`),
        };
      }
      if (command !== 'cas') return null;
      if (value === undefined) return { store, prints: [NONE] };
      if (value !== rest.slice(0, -1).join(' ')) return { store, prints: [`is ${value}`] };
      return { store: { ...store, [key]: rest.at(-1) ?? '' }, prints: ['ok'] };
    },
  },
];
