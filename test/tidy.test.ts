/** The house rules that a machine can check: floors, sizes, words, and what may not stand in the tree. */

import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT, type SourceFile, sourceFiles } from './helpers/source-files.ts';

const code = sourceFiles(/\.(ts|tsx|mjs)$/);
const house = code.filter(({ path }) => /^(server|agents|client|cli|db|seeds|bench)\//.test(path));

/** Rooms from the ground up, with what each may import besides itself. The first pattern that matches is the room. */
const ROOMS: readonly { readonly room: string; readonly of: RegExp; readonly may: readonly string[] }[] = [
  { room: 'kernel', of: /^server\/kernel\//, may: [] },
  { room: 'market', of: /^server\/market\//, may: ['kernel'] },
  { room: 'engine', of: /^server\/engine\//, may: ['kernel', 'market'] },
  { room: 'protocol', of: /^server\/protocol\//, may: ['kernel', 'market'] },
  { room: 'http', of: /^server\/http\//, may: ['kernel', 'market', 'engine', 'protocol'] },
  { room: 'realtime', of: /^server\/realtime\//, may: ['kernel', 'market', 'engine', 'protocol'] },
  { room: 'reviewer', of: /^server\/reviewer\//, may: ['kernel', 'market', 'engine', 'protocol'] },
  { room: 'db', of: /^db\//, may: ['kernel', 'market', 'engine', 'protocol'] },
  {
    room: 'wiring',
    of: /^server\/((?:admission|people)\/|[^/]+$)/,
    may: ['kernel', 'market', 'engine', 'protocol', 'http', 'realtime', 'reviewer', 'db'],
  },
  { room: 'agents', of: /^agents\//, may: ['kernel', 'protocol'] },
  { room: 'client', of: /^client\//, may: ['kernel', 'protocol'] },
  { room: 'seeds', of: /^seeds\//, may: ['kernel', 'protocol'] },
  {
    room: 'cli',
    of: /^cli\//,
    may: [
      'kernel',
      'market',
      'engine',
      'protocol',
      'http',
      'realtime',
      'reviewer',
      'db',
      'wiring',
      'agents',
      'seeds',
      'bench',
    ],
  },
  {
    room: 'bench',
    of: /^bench\//,
    may: ['kernel', 'market', 'engine', 'protocol', 'http', 'realtime', 'reviewer', 'db', 'wiring', 'agents', 'seeds'],
  },
];

/** The text without its comments: what is said about code is not code. */
function bare(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');
}

const roomOf = (path: string) => ROOMS.find(({ of }) => of.test(path));

/** Every path that a file imports, statically or not, types included. */
function importsOf({ path, text }: SourceFile): string[] {
  const found = [
    ...text.matchAll(/(?:from\s+|import\s*\(\s*|import\s+|new URL\(\s*)['"](\.{1,2}\/[^'"]+\.(?:ts|mjs))['"]/g),
  ];
  return found.map(([, target]) => normalize(join(dirname(path), target ?? '')));
}

describe('floors', () => {
  test('every file is in a room', () => {
    expect(house.filter(({ path }) => roomOf(path) === undefined).map(({ path }) => path)).toEqual([]);
  });

  test('imports go down only', () => {
    const wrong: string[] = [];
    for (const file of house) {
      const from = roomOf(file.path);
      for (const target of importsOf(file)) {
        const to = roomOf(target);
        if (from === undefined || (to !== undefined && (to.room === from.room || from.may.includes(to.room)))) continue;
        wrong.push(`${file.path} imports ${target}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test('the protocol takes types only from the market', () => {
    const values = /^import (?!type)(?!\{\s*type [^,}]*(?:,\s*type [^,}]*)*\}).*\/market\//m;
    const wrong = house.filter(({ path, text }) => path.startsWith('server/protocol/') && values.test(text));
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  test('the rules of the market know no clock, no dice, no wait and no machine', () => {
    const asks =
      /\bDate\.now|\bnew Date\b|Math\.random|performance\.|\basync\b|\bawait\b|setTimeout|from 'node:|process\./;
    const wrong = house.filter(({ path, text }) => path.startsWith('server/market/') && asks.test(bare(text)));
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  test('money moves in postings.ts only', () => {
    const makes = house.filter(
      ({ path, text }) => path.startsWith('server/') && /\bcode: '(?:fund|release|refund|fee)'/.test(text),
    );
    expect(makes.map(({ path }) => path).filter((path) => path !== 'server/market/postings.ts')).toEqual([]);
  });

  test('nobody imports a root', () => {
    const wrong = code.filter((file) =>
      importsOf(file).some((target) => /^(cli|bench)\//.test(target) && !/^(cli|bench)\//.test(file.path)),
    );
    expect(wrong.map(({ path }) => path).filter((path) => !path.startsWith('test/'))).toEqual([]);
  });
});

describe('sizes', () => {
  test('a file has less than 300 lines', () => {
    expect(code.filter(({ lines }) => lines.length > 300).map(({ path, lines }) => `${path}: ${lines.length}`)).toEqual(
      [],
    );
  });

  test('a root has at most 80 lines', () => {
    const long = code.filter(
      ({ path, lines }) => path.startsWith('cli/') && lines.length > 81 && path !== 'cli/arena.ts',
    );
    expect(long.map(({ path, lines }) => `${path}: ${lines.length}`)).toEqual([]);
  });

  test('a function has less than 60 lines', () => {
    const long: string[] = [];
    // A family's builder is data in the form of a function.
    for (const { path, lines } of house.filter((file) => !file.path.startsWith('seeds/families/'))) {
      lines.forEach((line, start) => {
        const opened = /^(\s*)(?:export )?(?:async )?function\b/.exec(line);
        if (opened === null) return;
        const end = lines.findIndex((other, index) => index > start && other === `${opened[1]}}`);
        // A closure that only holds functions is a module in a function's clothes: its parts are what counts.
        const inner = lines.slice(start + 1, end).some((other) => /^\s+(?:async )?function\b/.test(other));
        if (end - start >= 60 && !inner) long.push(`${path}:${start + 1}: ${end - start + 1} lines`);
      });
    }
    expect(long).toEqual([]);
  });
});

describe('ways of writing', () => {
  const banned: readonly (readonly [string, RegExp])[] = [
    ['`any`: say the type', /(?::|<|\bas)\s*any\b(?!\w)/],
    ['`!` after a value: prove it with `known`', /[\w)\]]!(?:\.|\)|;|,|\[)/],
    ['switched-off checks: mend the cause', /@ts-(?:ignore|nocheck|expect-error)|eslint-disable|biome-ignore/],
    ['an empty catch: say what happens instead', /catch\s*(?:\(\w+\))?\s*\{\s*\}/],
    ['a test that does not run', /\b(?:it|test|describe)\.(?:skip|todo|only)\b/],
    ['an enum or namespace: types are erased here', /^\s*(?:export )?(?:const )?(?:enum|namespace)\s/m],
  ];
  const own = code.filter(
    ({ path }) =>
      path !== 'test/tidy.test.ts' &&
      !path.startsWith('seeds/families/') &&
      !path.startsWith('test/reviewer/') &&
      !path.endsWith('self-check.probes.ts'),
  );

  test.each(banned)('banned: %s', (_why, pattern) => {
    expect(own.filter(({ text }) => pattern.test(bare(text))).map(({ path }) => path)).toEqual([]);
  });

  test('no marks of unfinished work', () => {
    const marks = /\b(?:TODO|FIXME|XXX|HACK)\b/;
    expect(own.filter(({ text }) => marks.test(text)).map(({ path }) => path)).toEqual([]);
  });

  test('file names are kebab-case, and no file only passes others on', () => {
    const names = house.filter(({ path }) => !/^[a-z0-9/.-]+$/.test(path) || /(^|\/)index\.ts$/.test(path));
    expect(names.map(({ path }) => path)).toEqual([]);
  });

  test('every file opens with a sentence about itself', () => {
    const silent = house.filter(({ text }) => !/^(?:#!.*\n)?(?:\/\*\*|\/\/)/.test(text));
    expect(silent.map(({ path }) => path)).toEqual([]);
  });
});

describe('what leaves the house', () => {
  const everything = sourceFiles(/\.(ts|tsx|mjs|md|json|ya?ml|sql|sh)$|^\.ci\/run$/);

  test('no path of one machine, no download host', () => {
    const machine = /(?:^|[^a-zA-Z0-9_./])\/(?:work|farm|root|home\/\w+)\//;
    const wrong = everything.filter(
      ({ path, text }) =>
        path !== 'test/tidy.test.ts' &&
        (machine.test(text) || (path === 'package-lock.json' && /"resolved": *"https?:/.test(text))),
    );
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  test('every dependency has a line in docs/decisions', () => {
    const { dependencies, devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Record<
      string,
      Record<string, string>
    >;
    const decisions = sourceFiles(/^docs\/decisions\/.*\.md$/)
      .map(({ text }) => text)
      .join('\n');
    const silent = Object.keys({ ...dependencies, ...devDependencies }).filter(
      (name) => !decisions.includes(`\`${name}\``),
    );
    expect(silent).toEqual([]);
  });

  test('every dependency is pinned to one version', () => {
    const { dependencies, devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Record<
      string,
      Record<string, string>
    >;
    const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
      ([, version]) => !/^\d+\.\d+\.\d+$/.test(version),
    );
    expect(loose).toEqual([]);
  });
});
