/** One program in several hands: written differently, the same again by the same hand, and left alone where it must be. */

import { expect, test } from 'vitest';
import { fingerprintsOf } from '../../agents/tournament/integrity/fingerprints.ts';
import { sharedShare } from '../../agents/tournament/integrity/likeness.ts';
import { mean } from '../../agents/tournament/statistics/moments.ts';
import { corpusProjects } from '../../seeds/corpus.ts';
import { inHand } from '../../server/admission/hands/hand.ts';
import { linesOf } from '../../server/admission/hands/lines.ts';
import { known } from '../../server/kernel/assert.ts';

const PYTHON = `def price(lines, floor):
    """What if a return stands here: it is text.
    return nothing
    """
    total = 0
    for name, cents in sorted(lines):
        if cents > floor and name != '# return 1':  # if it counts:
            total += 1
    if total == 3 and floor < total:
        return [
            total, floor
        ]
    return total * 2 if floor > 1 else total - floor
`;

test('a hand changes what can be said another way, nothing within texts, comments and open brackets', () => {
  const all = Array.from({ length: 40 }, (_, at) => inHand({ key: `k${at}`, work: 'w', share: 1 }, PYTHON, 'python'));
  expect(new Set(all).size).toBeGreaterThan(30);
  for (const one of all) {
    expect(one).toContain('    return nothing\n');
    expect(one).toContain("if cents > floor and name != '# return 1':  # if it counts:");
    expect(one).toContain('return [\n            total, floor\n        ]');
  }
  const joined = all.join('');
  for (const said of ['total = total + 1', 'floor > 1:\n        return total * 2', ' = sorted(lines)\n', '3 == total'])
    expect(joined).toContain(said);
  expect(inHand({ key: 'k1', work: 'w', share: 1 }, PYTHON, 'python')).toBe(all[1]);
  expect(inHand({ key: 'k1', work: 'w', share: 0 }, PYTHON, 'python')).toBe(PYTHON);
  expect(inHand({ key: 'k1', work: 'w', share: 1 }, PYTHON, 'a language')).toBe(PYTHON);
});

test('what is written above a function stays above it, however the others are put', () => {
  const functions = ['first', 'second', 'third'].map((name) => `def ${name}(n):\n    return [n]\n`);
  const program = `${functions[0]}\n@kept('x')\n${functions[1]}\n${functions[2]}`;
  const texts = Array.from({ length: 40 }, (_, at) => inHand({ key: `${at}`, work: 'w', share: 1 }, program, 'python'));
  for (const text of texts) expect(text).toContain("@kept('x')\ndef second(n):\n");
});

test('JavaScript that runs gives what it gave: patterns with quotes, templates, one-line ifs, order of functions', () => {
  const program = String.raw`
function first(text) {
  let count = 0;
  for (const part of text.split(/["'(]/)) {
    if (part === '') continue;
    count += 1;
  }
  const twice = (n) => n * 2;
  if (count > 2) return second(twice(count));
  else
    return 'none';
}

function second(n) {
  if (n < 8 && n !== 5) {
    return ${'`'}few ${'$'}{[n].map((x) => { return x + 1; })} if (n) { return 0; }${'`'};
  }
  return 'many ' + n / 2;
}
return [first('a"b(c'), first("a'b(c\"d'e"), first('')];
`;
  const run = (text: string): unknown => new Function(text)();
  const texts = Array.from({ length: 60 }, (_, at) =>
    inHand({ key: `${at}`, work: 'w', share: 1 }, program, 'javascript'),
  );
  expect(new Set(texts).size).toBeGreaterThan(40);
  for (const text of texts) expect(run(text), text).toEqual(run(program));
  expect(texts.some((text) => text.indexOf('function second') < text.indexOf('function first'))).toBe(true);
});

test('lines know what is open', () => {
  const lines = linesOf('a = [\n1,\n]\nb = """\nreturn 1\n"""\nc = \'it # is\'\nd = 1 # x\n', 'python');
  expect(lines.map(({ isWhole }) => isWhole)).toEqual([false, false, false, false, false, false, true, false, true]);
});

test('two hands at one program are less alike than a hand and who disguises what it wrote, and queries have hands too', () => {
  const apart: number[] = [];
  const disguised: number[] = [];
  const queries = new Set<string>();
  for (const { slug, acceptance, answerKey } of [...corpusProjects('starter', 'hands', null)].slice(0, 30)) {
    const { file, language } = acceptance;
    const written = (key: string, text: string, share: number) => inHand({ key, work: slug, share }, text, language);
    const program = known(answerKey.reference[file], 'program');
    const [ann, bob] = [written('Ann', program, 1), written('Bob', program, 1)];
    apart.push(sharedShare(fingerprintsOf(ann), fingerprintsOf(bob)));
    disguised.push(sharedShare(fingerprintsOf(ann), fingerprintsOf(written('Cid', ann, 0.25))));
    if (language === 'sql') queries.add(ann === program ? 'same' : 'other');
  }
  expect(known(mean(apart), 'mean')).toBeLessThan(0.85);
  expect(known(mean(disguised), 'mean')).toBeGreaterThan(known(mean(apart), 'mean') + 0.08);
});
