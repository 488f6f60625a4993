/** Reference and alternative programs of the family `event-emitters`. */

import type { Extra, Route } from './event-emitters-texts.ts';

/** Functions `reaches(event, emitted)`. `string` is the type annotation, or nothing. */
const REACHES: Readonly<Record<Route, (string: string, boolean: string) => string>> = {
  plain: (string, boolean) => `
function reaches(event${string}, emitted${string})${boolean} {
  if (event.startsWith('!')) {
    return event.slice(1) !== emitted;
  }
  return event === '*' || event === emitted;
}
`,
  upwards: (string, boolean) => `
function reaches(event${string}, emitted${string})${boolean} {
  return emitted === event || emitted.startsWith(event + '.');
}
`,
  stars: (string, boolean) => `
function reaches(event${string}, emitted${string})${boolean} {
  const levels = event.split('.');
  const parts = emitted.split('.');
  return levels.length === parts.length && levels.every((level, at) => level === '*' || level === parts[at]);
}
`,
  globs: (string, boolean) => `
const patterns = new Map();

function reaches(event${string}, emitted${string})${boolean} {
  let pattern = patterns.get(event);
  if (pattern === undefined) {
    const source = event.replace(/[.]/g, '[.]').replace(/#/g, '.*');
    pattern = new RegExp('^' + source + '$');
    patterns.set(event, pattern);
  }
  return pattern.test(emitted);
}
`,
};

const PLAYS: Readonly<Record<Extra, (entry: string, list: string) => string>> = {
  priorities: (entry, list) => `
function ${entry}(steps${list}) {
  const log${list} = [];
  let listeners${list} = [];
  for (const [kind, ...rest] of steps) {
    if (kind === 'on') {
      const [name, event, priority] = rest;
      listeners.push({ name, event, priority });
      listeners.sort((one, two) => two.priority - one.priority);
    } else if (kind === 'off') {
      const [name, event] = rest;
      listeners = listeners.filter((one) => one.name !== name || (event !== undefined && one.event !== event));
    } else {
      const [emitted, value] = rest;
      const heard = listeners.filter(({ event }) => reaches(event, emitted));
      if (heard.length === 0) log.push(['nobody', emitted, value]);
      for (const { name } of heard) log.push([name, emitted, value]);
    }
  }
  return log;
}
`,
  limits: (entry, list) => `
function ${entry}(steps${list}) {
  const log${list} = [];
  const listeners = new Set${list === '' ? '' : '<any>'}();

  function emit(emitted${list.replace('[]', '')}, value${list.replace('[]', '')}) {
    let calls = 0;
    for (const listener of [...listeners]) {
      if (!reaches(listener.event, emitted)) continue;
      log.push([listener.name, emitted, value]);
      calls += 1;
      listener.calls += 1;
      if (listener.times > 0 && listener.calls >= listener.times) listeners.delete(listener);
    }
    if (calls === 0) log.push(['nobody', emitted, value]);
  }

  for (const [kind, first, second, times] of steps) {
    if (kind === 'emit') emit(first, second);
    if (kind === 'on') listeners.add({ name: first, event: second, times, calls: 0 });
    if (kind !== 'off') continue;
    for (const listener of [...listeners]) {
      if (listener.name === first && (second === undefined || listener.event === second)) listeners.delete(listener);
    }
  }
  return log;
}
`,
  replay: (entry, list) => `
class Emitter {
  log${list} = [];
  listeners${list} = [];
  kept = new Map();

  on(name${list.replace('[]', '')}, event${list.replace('[]', '')}) {
    this.listeners.push([name, event]);
    for (const [emitted, value] of this.kept) {
      if (reaches(event, emitted)) this.log.push([name, emitted, value]);
    }
  }

  off(name${list.replace('[]', '')}, event${list === '' ? ' = null' : ': any = null'}) {
    this.listeners = this.listeners.filter((one) => one[0] !== name || ![null, one[1]].includes(event));
  }

  emit(emitted${list.replace('[]', '')}, value${list.replace('[]', '')}) {
    const { kept, listeners, log } = this;
    kept.delete(emitted);
    kept.set(emitted, value);
    const names = listeners.filter((one) => reaches(one[1], emitted)).map((one) => one[0]);
    if (names.length === 0) names.push('nobody');
    for (const name of names) log.push([name, emitted, value]);
  }
}

function ${entry}(steps${list}) {
  const emitter = new Emitter();
  for (const [kind, first, second] of steps) {
    if (kind === 'on') emitter.on(first, second);
    else if (kind === 'off') emitter.off(first, second);
    else emitter.emit(first, second);
  }
  return emitter.log;
}
`,
};

export function referenceProgram(route: Route, extra: Extra, entry: string, typed: boolean): string {
  const [string, boolean, list] = typed ? [': string', ': boolean', ': any[]'] : ['', '', ''];
  return `${REACHES[route](string, boolean).trimStart()}${PLAYS[extra](entry, list)}
module.exports = { ${entry} };
`;
}

/** For a listened text: a test of emitted names, by another way. */
const TESTS: Readonly<Record<Route, string>> = {
  plain: `
function fits(text, name) {
  if (text[0] === '!') return text !== '!' + name;
  return ['*', name].includes(text);
}
`,
  upwards: `
function fits(text, name) {
  for (let end = name.length; end >= 0; end = name.lastIndexOf('.', end - 1)) {
    if (name.slice(0, end) === text) return true;
    if (end === 0) return false;
  }
  return false;
}
`,
  stars: `
function fits(text, name) {
  const parts = name.split('.');
  for (const level of text.split('.')) {
    const part = parts.shift();
    if (part === undefined || (level !== '*' && level !== part)) return false;
  }
  return parts.length === 0;
}
`,
  globs: `
function fits(text, name) {
  const pieces = text.split('#');
  if (pieces.length === 1) return text === name;
  const last = pieces.pop();
  let at = pieces[0].length;
  if (!name.startsWith(pieces[0])) return false;
  for (const piece of pieces.slice(1)) {
    const found = name.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return name.length - last.length >= at && name.endsWith(last);
}
`,
};

const ALTERNATIVES: Readonly<
  Record<Extra, { readonly keep: string; readonly added: string; readonly order: string; readonly called: string }>
> = {
  priorities: { keep: '', added: '', order: 'b[3] - a[3] || a[0] - b[0]', called: '' },
  limits: {
    keep: '',
    added: '',
    order: 'a[0] - b[0]',
    called: '\n        if (--one[3] === 0) drop((other) => other === one);',
  },
  replay: {
    keep: `
      const before = kept.findIndex(([name]) => name === first);
      if (before >= 0) kept.splice(before, 1);
      kept.push([first, second]);`,
    added: '\n      for (const [name, value] of kept) if (fits(second, name)) log.push([first, name, value]);',
    order: 'a[0] - b[0]',
    called: '',
  },
};

export function alternativeProgram(route: Route, extra: Extra, entry: string, typed: boolean): string {
  const { keep, added, order, called } = ALTERNATIVES[extra];
  const program = `${TESTS[route].trimStart()}
exports.${entry} = (steps) => {
  const log = [];
  const byText = new Map();${extra === 'replay' ? '\n  const kept = [];' : ''}
  const drop = (unwanted) => {
    for (const [text, list] of byText) byText.set(text, list.filter((one) => !unwanted(one, text)));
  };
  steps.forEach(([kind, first, second, third], serial) => {
    if (kind === 'on') {
      byText.set(second, [...(byText.get(second) || []), [serial, first, second, third]]);${added}
    } else if (kind === 'off') {
      drop((one) => one[1] === first && (second === undefined || one[2] === second));
    } else {${keep}
      const heard = [];
      for (const [text, list] of byText) if (fits(text, first)) heard.push(...list);
      heard.sort((a, b) => ${order});
      for (const one of heard) {
        log.push([one[1], first, second]);${called}
      }
      if (heard.length === 0) log.push(['nobody', first, second]);
    }
  });
  return log;
};
`;
  return typed
    ? program.replace('(steps) =>', '(steps: any[]) =>').replace('const log = [];', 'const log: any[] = [];')
    : program;
}
