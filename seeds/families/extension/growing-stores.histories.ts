/** Three sets of new commands about what was before, for the family `growing-stores`. */

import type { HistorySet } from './growing-stores.model.ts';

const BEFORE = `
function remember() {}

function past() {
  return false;
}
`;

export const historySets: readonly HistorySet[] = [
  {
    about: 'undo',
    verbs: ['undo', 'undo', 'undone'],
    example: 'set a 1|set a 2|undo|get a|undo|get a|undo',
    before: BEFORE,
    text: [
      '"undo" takes back the latest command that changed the store (old or new ones; a set counts always, even to the same value; others only if they did change something) and can be repeated back to the start, then it prints "nothing to undo". There is no redo. "undone" prints how many undos have worked so far.',
      'And I need "undo": it takes back the last command that changed anything, of the old ones and the new ones alike (set always counts, even if the value was the same; a command that changed nothing is not counted), as often as I like; when there is nothing left it says: nothing to undo. Then "undone", which prints the number of successful undos up to now.',
      'Further, "undo" restores the store as it was before the latest change not yet undone, whichever command, old or new, made it; every set counts as a change, any other command only if it had an effect. Without such a change it prints "nothing to undo". "undone" prints the number of successful undos.',
    ],
    cases: ['back to the start', 'only what changed'],
    program: `
const history = [];
let undone = 0;

function remember() {
  history.push({ ...store });
}

function past(command) {
  if (command === 'undone') {
    console.log(String(undone));
    return true;
  }
  if (command !== 'undo') return false;
  if (history.length === 0) {
    console.log('nothing to undo');
  } else {
    store = history.pop();
    undone += 1;
  }
  return true;
}
`,
    other: `
let previous = null;
let backs = 0;

function remember() {
  previous = { state: JSON.stringify(store), previous };
}

function past(command) {
  if (command === 'undo' && previous === null) console.log('nothing to undo');
  else if (command === 'undo') {
    store = Object.assign(Object.create(null), JSON.parse(previous.state));
    previous = previous.previous;
    backs++;
  } else if (command === 'undone') console.log('' + backs);
  return ['undo', 'undone'].includes(command);
}
`,
    slips: [
      {
        why: 'Only successful undos are counted',
        from: "console.log('nothing to undo');",
        to: "console.log('nothing to undo');\n    undone += 1;",
      },
      {
        why: 'Undo can be repeated',
        from: 'store = history.pop();',
        to: 'store = history.pop();\n    history.length = 0;',
      },
    ],
    edges: {
      'back to the start':
        'undo|set a 1|set b 2|set a 3|undo|get a|undo|undo|keys|undo|undone|undo|set c 1|undo|undone',
      'only what changed': 'set a 1|del q|set a 1|del a|get a|undo|get a|undo|get a|undo|get a|undo|undone',
    },
    // The number of undos is kept as the first past.
    effect: ({ store, pasts }, command) => {
      const count = Number(pasts[0]?.name ?? 0);
      const rest = pasts.slice(1);
      if (command === 'undone') return { store, pasts, prints: [String(count)] };
      if (command !== 'undo') return null;
      const last = rest.at(-1);
      if (last === undefined) return { store, pasts, prints: ['nothing to undo'] };
      return { store: last.store, pasts: [{ name: String(count + 1), store: {} }, ...rest.slice(0, -1)], prints: [] };
    },
    changed: ({ store, pasts }) => [...(pasts.length === 0 ? [{ name: '0', store: {} }] : pasts), { name: '', store }],
  },
  {
    about: 'transactions',
    verbs: ['begin', 'commit', 'rollback', 'depth', 'begin'],
    example: 'set a 1|begin|set a 2|rollback|get a|begin|set b 3|commit|get b',
    before: BEFORE,
    text: [
      '"begin" opens a transaction; they can be nested. "commit" closes the innermost and keeps its changes (as part of the next outer one, if any), "rollback" closes it and restores the store as it was at its begin. Without an open one both print "no transaction". "depth" prints how many are open. "commit all" closes all, keeping everything; with none open it prints the same message.',
      'What we miss most are transactions: "begin" starts one, also inside another. "rollback" ends the innermost and puts everything back as it was at its begin; "commit" ends the innermost and leaves the changes, which an outer rollback may still take back. "commit all" ends every open one and leaves the changes. If none is open these say: no transaction. "depth" tells how many are open.',
      'Transactions are added and may be nested: "begin" opens one; "commit" closes the innermost, its changes becoming part of the enclosing one; "rollback" closes the innermost and restores the store of its begin; "commit all" closes all of them, preserving the changes. With none open, the latter three print "no transaction". "depth" prints the number of open transactions.',
    ],
    cases: ['nested', 'none open'],
    program: `
const open = [];

function remember() {}

function past(command, words) {
  if (command === 'begin') {
    open.push(JSON.stringify(store));
  } else if (command === 'depth') {
    console.log(String(open.length));
  } else if (command !== 'commit' && command !== 'rollback') {
    return false;
  } else if (open.length === 0) {
    console.log('no transaction');
  } else if (command === 'rollback') {
    store = JSON.parse(open.pop());
  } else if (words[0] === 'all') {
    open.length = 0;
  } else {
    open.pop();
  }
  return true;
}
`,
    other: `
let outer = null;

function remember() {}

function past(command, [scope]) {
  if (command === 'begin') {
    outer = { store: { ...store }, outer, depth: (outer === null ? 0 : outer.depth) + 1 };
    return true;
  }
  if (command === 'depth') {
    console.log(outer === null ? '0' : String(outer.depth));
    return true;
  }
  const ends = command === 'commit' || command === 'rollback';
  if (ends && outer === null) {
    console.log('no transaction');
  } else if (ends) {
    if (command === 'rollback') {
      store = Object.create(null);
      Object.assign(store, outer.store);
    }
    outer = scope === 'all' ? null : outer.outer;
  }
  return ends;
}
`,
    slips: [
      {
        why: 'Transactions can be nested',
        from: 'open.push(JSON.stringify(store));',
        to: 'if (open.length === 0) open.push(JSON.stringify(store));',
      },
      { why: 'commit all closes every transaction', from: 'open.length = 0;', to: 'open.pop();' },
    ],
    edges: {
      nested:
        'set a 1|begin|set a 2|begin|set a 3|depth|rollback|get a|begin|set b 4|commit|rollback|get a|get b|depth|begin|begin|begin|set c 5|commit all|depth|rollback|get c',
      'none open': 'commit|rollback|commit all|depth|begin|del a|set a 1|commit|commit|get a|rollback|keys',
    },
    effect: ({ store, pasts }, command, [scope]) => {
      if (command === 'begin') return { store, pasts: [...pasts, { name: '', store }], prints: [] };
      if (command === 'depth') return { store, pasts, prints: [String(pasts.length)] };
      if (command !== 'commit' && command !== 'rollback') return null;
      const last = pasts.at(-1);
      if (last === undefined) return { store, pasts, prints: ['no transaction'] };
      return {
        store: command === 'commit' ? store : last.store,
        pasts: scope === 'all' ? [] : pasts.slice(0, -1),
        prints: [],
      };
    },
    changed: ({ pasts }) => pasts,
  },
  {
    about: 'named snapshots',
    verbs: ['save sN', 'save s1', 'load sN', 'load s1', 'diff s1', 'saves'],
    example: 'set a 1|save one|set a 2|set b 3|diff one|load one|get a|saves',
    before: BEFORE,
    text: [
      '"save NAME" keeps the present state under that name (overwriting an older one of the name); "load NAME" makes it the present state again, as often as wanted, or prints "no such save". "saves" prints the names in sorted order with blanks between (an empty line if none). "diff NAME" compares the kept state with the present one, sorted by key, one line each: "+ KEY" for keys only present now, "- KEY" for keys only in the save, "~ KEY" for other values; "same" if there is no difference; "no such save" as above.',
      'I also want to keep states: "save NAME" stores how everything is at the moment (an older save of that name is replaced) and "load NAME" brings it back, any number of times. "saves" lists the names, sorted, blanks between, possibly an empty line. "diff NAME" tells what is different now from the save: a line per key in order of keys, "+ KEY" if it is new, "- KEY" if it is gone, "~ KEY" if the value is another one, or only "same" if nothing is. For an unknown name load and diff say: no such save.',
      'Snapshots are added. "save NAME" records the current state under NAME, replacing any previous record; "load NAME" restores it and leaves the record in place. "saves" prints the names, sorted and separated by blanks. "diff NAME" prints, sorted by key, "+ KEY" for each key absent from the record, "- KEY" for each key absent now and "~ KEY" for each changed value, or "same". load and diff print "no such save" for an unknown NAME.',
    ],
    cases: ['saved and loaded again', 'differences'],
    program: `
const kept = {};

function remember() {}

function past(command, [name]) {
  if (command === 'save') {
    kept[name] = { ...store };
  } else if (command === 'saves') {
    console.log(Object.keys(kept).sort().join(' '));
  } else if (command !== 'load' && command !== 'diff') {
    return false;
  } else if (!(name in kept)) {
    console.log('no such save');
  } else if (command === 'load') {
    store = { ...kept[name] };
  } else {
    const before = kept[name];
    const rows = [];
    for (const key of Object.keys({ ...before, ...store }).sort()) {
      if (!(key in before)) rows.push('+ ' + key);
      else if (!(key in store)) rows.push('- ' + key);
      else if (before[key] !== store[key]) rows.push('~ ' + key);
    }
    console.log(rows.length > 0 ? rows.join('\\n') : 'same');
  }
  return true;
}
`,
    other: `
const saved = new Map();

function remember() {}

function past(command, [name]) {
  switch (command) {
    case 'save':
      saved.set(name, JSON.stringify(store));
      return true;
    case 'saves':
      console.log([...saved.keys()].sort().join(' '));
      return true;
    case 'load':
    case 'diff': {
      const old = saved.has(name) ? JSON.parse(saved.get(name)) : null;
      if (old === null) console.log('no such save');
      else if (command === 'load') store = Object.assign(Object.create(null), old);
      else {
        const marks = new Map();
        for (const key of Object.keys(old)) if (store[key] !== old[key]) marks.set(key, store[key] === undefined ? '-' : '~');
        for (const key of Object.keys(store)) if (old[key] === undefined) marks.set(key, '+');
        for (const key of [...marks.keys()].sort()) console.log(marks.get(key) + ' ' + key);
        if (marks.size === 0) console.log('same');
      }
      return true;
    }
  }
  return false;
}
`,
    slips: [
      { why: 'A save is not touched by later changes', from: 'store = { ...kept[name] };', to: 'store = kept[name];' },
      {
        why: 'Other values are differences too',
        from: "else if (before[key] !== store[key]) rows.push('~ ' + key);",
        to: '',
      },
    ],
    edges: {
      'saved and loaded again':
        'load x|saves|set a 1|save x|load x|set a 2|load x|get a|save b|save a|saves|del a|save x|load x|keys|load b|get a',
      differences: 'set a 1|set b 2|set c 3|save x|diff x|set b 9|del a|set d 4|diff x|diff y|load x|diff x',
    },
    effect: ({ store, pasts }, command, [name = '']) => {
      const found = pasts.find((one) => one.name === name);
      if (command === 'save')
        return { store, pasts: [...pasts.filter((one) => one !== found), { name, store }], prints: [] };
      if (command === 'saves')
        return {
          store,
          pasts,
          prints: [
            pasts
              .map((one) => one.name)
              .toSorted()
              .join(' '),
          ],
        };
      if (command !== 'load' && command !== 'diff') return null;
      if (found === undefined) return { store, pasts, prints: ['no such save'] };
      if (command === 'load') return { store: found.store, pasts, prints: [] };
      const rows = [...new Set([...Object.keys(found.store), ...Object.keys(store)])].toSorted().flatMap((key) => {
        const [before, now] = [found.store[key], store[key]];
        return before === now ? [] : [`${before === undefined ? '+' : now === undefined ? '-' : '~'} ${key}`];
      });
      return { store, pasts, prints: rows.length === 0 ? ['same'] : rows };
    },
    changed: ({ pasts }) => pasts,
  },
];
