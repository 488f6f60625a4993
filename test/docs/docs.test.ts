/** The pages for users say what is so: commands run, files parse, queries answer, links lead somewhere, fields exist. */

import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { mockAnswersSchema } from '../../agents/llm/mock-provider.ts';
import { pipelineSchema } from '../../agents/pipeline/config.ts';
import { parseConfig, tournamentSchema } from '../../agents/tournament/config.ts';
import { experimentSchema } from '../../agents/tournament/experiment/config.ts';
import { rosterSchema } from '../../agents/tournament/roster.ts';
import { buildCorpus } from '../../seeds/corpus.ts';
import { DEFAULT_POLICY } from '../../server/market/policy.ts';
import { ENTRY, ended, start } from '../helpers/arena-command.ts';
import { codeBlocks, quoted, relativeLinks, section, tableRows } from '../helpers/markdown.ts';
import { fieldsOf } from '../helpers/schema-fields.ts';
import { ROOT, sourceFiles } from '../helpers/source-files.ts';

const pages = sourceFiles(/^(README\.md|docs\/[^/]+\.md)$/);
const folder = mkdtempSync(join(tmpdir(), 'arena-docs-'));
const page = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
/** The blocks of all pages with their place, the README's first: later pages go on with what its commands made. */
const blocks = [...pages]
  .sort((a, b) => Number(b.path === 'README.md') - Number(a.path === 'README.md'))
  .flatMap(({ path, text }) =>
    codeBlocks(text).map((block, index) => ({ ...block, from: `${path}, block ${index + 1}` })),
  );
const blocksOf = (language: string) => blocks.filter((block) => block.language === language);

/** Commands that are not run here, each with what runs or holds it instead. */
const ELSEWHERE: readonly (readonly [command: RegExp, script: string | null])[] = [
  // Plays the two files of seeds/tournaments, which are parsed below, through the same verb as every other run; the second is played below.
  [/^npm start$/, 'node cli/arena.mjs run'],
  // This test is part of it.
  [/^npm test$/, 'npm run --silent check && vitest run'],
  [/^npx vitest run test\/seeds$/, null],
  // Serves until it is stopped; test/http/serve.test.ts starts and stops it.
  [/^npx arena serve /, null],
  // Agents need a server to come to; test/docs/agents.test.ts runs these against one.
  [/^(?:python3|bash) agents\/examples\/adder\.(?:py|sh) http:\/\/127\.0\.0\.1:8080 scenario-gus$/, null],
  // Needs runs of models; test/agents/sweep.test.ts runs it over one.
  [/^npx arena sweep runs\/sizes --out sizes$/, null],
  // test/pack installs what would be published.
  [/^npm install freelance-arena$/, null],
  // Minutes of work over a whole corpus, and a file of one's own; test/cli holds how the verb takes its words.
  [/^npx arena admit (?:starter --report|study --(?:postings|solutions)|projects\.jsonl --against) /, null],
  // A second run of the README's; test/cli/stats.test.ts plays two and reads both.
  [/^npx arena (?:run again\.yaml|stats runs\/first runs\/again)$/, null],
  // The same second run; test/cli/report.test.ts holds a run against another, exit code and JUnit included.
  [/^npx arena report runs\/again /, null],
  // test/tournament/experiment/play.test.ts plans from what it played.
  [/^npx arena plan rule\.yaml --from runs\/rule$/, null],
  // Minutes of play; the page's next commands read a shorter run.
  [/^npx arena study$/, null],
  // Needs keys and costs money; test/agents/named-agents.test.ts holds its tournament to the simulated one's.
  [/^npx arena study --models$/, null],
  // Needs a server with a sandbox and people; test/people/people-commands.test.ts runs the verb's every form.
  [/^npx arena people /, null],
  // Minutes of measuring; test/cli holds how the verb takes its words.
  [/^npx arena bench( [a-z]+)*( --quick)?$/, null],
];

/** A dozen processes one after another, on a machine that may have other things to do. */
const COMMANDS_MS = 600_000;

/** Blocks that are files for the commands beside them. */
const SAMPLES: Readonly<Record<string, string>> = { jsonl: 'tasks.jsonl', csv: 'postings.csv' };

beforeAll(() => {
  for (const [language, name] of Object.entries(SAMPLES)) {
    for (const { text } of blocksOf(language)) writeFileSync(join(folder, name), text);
  }
  // `npx arena` finds this project's own command; here without npm, which would look for it elsewhere first.
  const shim = `#!/bin/sh\n[ "$1" = arena ] || exit 64\nshift\nexec "${process.execPath}" "${ENTRY}" "$@"\n`;
  writeFileSync(join(folder, 'npx'), shim);
  chmodSync(join(folder, 'npx'), 0o755);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('commands and files shown', () => {
  test('every YAML block names its file and is a tournament, a roster, an experiment, a pipeline or a list of answers', () => {
    expect(blocksOf('yaml').length).toBeGreaterThan(2);
    for (const { text, from } of blocksOf('yaml')) {
      const name = /^# ([a-z]+\.yaml)\n/.exec(text)?.[1];
      expect(name, from).toBeDefined();
      writeFileSync(join(folder, name ?? ''), text);
      const value: unknown = parse(text);
      if (text.includes('\nentries:')) expect(rosterSchema.safeParse(value), from).toMatchObject({ success: true });
      else if (text.includes('\nfactors:'))
        expect(experimentSchema.safeParse(value), from).toMatchObject({ success: true });
      else if (text.includes('\nanswers:'))
        expect(mockAnswersSchema.safeParse(value), from).toMatchObject({ success: true });
      else if (/\n(?:writer|judge):/.test(text) && !text.includes('\nprotocol:'))
        expect(pipelineSchema.safeParse(value), from).toMatchObject({ success: true });
      else expect(parseConfig(value), from).toMatchObject({ ok: true });
    }
  });

  test('every command runs and ends with 0', { timeout: COMMANDS_MS }, async () => {
    const env = { ...process.env, PATH: `${folder}${delimiter}${process.env.PATH ?? ''}` };
    const commands = blocksOf('sh').flatMap(({ text, from }) =>
      text
        .split('\n')
        .filter(Boolean)
        .map((command) => ({ command, from })),
    );
    expect(commands.length).toBeGreaterThan(10);
    for (const { command, from } of commands) {
      if (ELSEWHERE.some(([known]) => known.test(command))) continue;
      expect(command, `${from}: a newcomer's commands are npm's and npx arena`).toMatch(/^npx arena /);
      const { code, stdout, stderr } = await ended(start('sh', ['-c', command], folder, env));
      expect(code, `${from}: ${command}\n${stdout}${stderr}`).toBe(0);
    }
  });

  test('npm scripts are those that the pages promise, and the study they play parses', () => {
    const { scripts } = JSON.parse(page('package.json')) as { scripts: Record<string, string> };
    for (const script of ELSEWHERE.flatMap(([, one]) => one ?? [])) expect(Object.values(scripts)).toContain(script);
    for (const { path, text } of sourceFiles(/^seeds\/tournaments\/.*\.yaml$/)) {
      expect(parseConfig(parse(text)), path).toMatchObject({ ok: true });
    }
  });

  test('the README shows what the second half of `npm start` prints', async () => {
    const sample = blocksOf('text').find(({ text }) => text.includes('study-auction'))?.text ?? '';
    const lines = sample
      .slice(sample.indexOf('\nstudy-auction'))
      .split('\n')
      .filter((line) => line.startsWith('#') || /^\d/.test(line));
    expect(lines.length).toBeGreaterThan(2);
    const file = join(ROOT, 'seeds/tournaments/study-auction.yaml');
    const args = [ENTRY, 'run', file, '--out', 'runs', '--quiet', '--no-serve'];
    const { code, stdout, stderr } = await ended(start(process.execPath, args, folder));
    expect(code, stderr).toBe(0);
    for (const line of lines) expect(stdout.split('\n')).toContain(line);
  });

  test('every query is answered by the database of the README run', () => {
    expect(blocksOf('sql').length).toBeGreaterThan(6);
    const market = new Database(join(folder, 'runs/first/market.db'), { readonly: true });
    try {
      for (const { text, from } of blocksOf('sql')) {
        const rows = market.prepare(text).all();
        // Costs of a few bids stay below a cent, so nothing may have been booked.
        if (!text.includes('CostBooked')) expect(rows.length, from).toBeGreaterThan(0);
      }
    } finally {
      market.close();
    }
  });

  test('the notebook reads files that a run makes', () => {
    const [notebook] = blocksOf('python');
    const files = [...(notebook?.text ?? '').matchAll(/runs\/[\w/]+\.\w+/g)].map(([file]) => file);
    expect(files.length).toBeGreaterThan(1);
    for (const file of files) expect(existsSync(join(folder, file)), file).toBe(true);
  });

  test('the family shown stands: its reference passes every case and each wrong solution fails a hidden one', async () => {
    const [family] = blocksOf('ts');
    const text = (family?.text ?? '').replaceAll("'../../server", `'${ROOT}server`);
    writeFileSync(join(folder, 'top-words.ts'), text.replace("'./family.ts'", `'${ROOT}seeds/families/family.ts'`));
    const gate = [
      `import { topWordsFamily } from './top-words.ts';`,
      `import { projectPackageSchema } from '${ROOT}server/protocol/arena/project-package.ts';`,
      `import { startReviewing } from '${ROOT}server/workshop.ts';`,
      `const { reviewer, close } = await startReviewing({ workers: 1, cache: false });`,
      `for (const one of topWordsFamily.build('docs')) {`,
      `  const { acceptance, answerKey: { hidden, reference, wrong } } = projectPackageSchema.parse(one);`,
      `  const review = (files) => reviewer.review({ files, acceptance, hidden });`,
      `  const fails = ({ cases }) => cases.some((one) => !one.visible && one.outcome !== 'passed');`,
      `  console.log((await review(reference)).passed);`,
      `  for (const { files } of wrong) console.log(fails(await review(files)));`,
      `}`,
      `await close();`,
    ].join('\n');
    writeFileSync(join(folder, 'gate.ts'), gate);
    const { stdout, stderr } = await ended(start(process.execPath, ['gate.ts'], folder));
    expect(stdout, stderr).toBe('true\ntrue\ntrue\n');
  });
});

describe('what the pages name', () => {
  test('every link between pages leads to a file', () => {
    const wrong: string[] = [];
    for (const { path, text } of sourceFiles(/\.md$/)) {
      for (const target of relativeLinks(text)) {
        if (!existsSync(join(ROOT, dirname(path), target))) wrong.push(`${path}: ${target}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test('every path in the tables of folders and changes is there', () => {
    const readme = page('README.md');
    const changes = tableRows(section(readme, 'Where do I change …?'));
    expect(changes.length).toBeGreaterThan(12);
    const cells = [...changes, ...tableRows(section(readme, 'How it works'))].flatMap((cells) => cells.slice(1));
    const paths = cells.flatMap(quoted).filter((one) => one.includes('/') && !one.includes('*'));
    expect(paths.length).toBeGreaterThan(30);
    expect(paths.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  const guide = page('docs/tournament.md');
  const fields = (text: string): Map<string, string> =>
    new Map(
      tableRows(text)
        .filter((cells) => cells.length === 3)
        .map(([name = '', , standard = '']) => [quoted(name)[0] ?? '', standard]),
    );

  test('the tournament guide names every field of the file, and no other', () => {
    const named = fields(section(guide, "The tournament's fields") + section(guide, "The market's policy"));
    // What a model is told beside its place stands in the guide of pipelines.
    const own = [...fieldsOf(tournamentSchema).keys()].filter((name) => !/^(?:employer|judge)\.model\./.test(name));
    expect([...named.keys()].sort()).toEqual(own.sort());
  });

  test('the tournament guide names every field of a roster, and no other', () => {
    const named = fields(section(guide, 'Rosters'));
    expect([...named.keys()].sort()).toEqual([...fieldsOf(rosterSchema, ['entries']).keys()].sort());
  });

  test('the guide of pipelines names every field of the file, and no other', () => {
    const named = fields(section(page('docs/pipeline.md'), "The file's fields"));
    const shared = /^(?:writer\.(?:model|second)|employer\.model|judge\.model|market)\./;
    const own = [...fieldsOf(pipelineSchema).keys()].filter((name) => !shared.test(name));
    expect([...named.keys()].sort()).toEqual(own.sort());
  });

  test('the guide of experiments names every field of the file, and no other', () => {
    const named = fields(section(page('docs/experiments.md'), "The experiment's fields"));
    const own = fieldsOf(experimentSchema, ['outcomes.primary', 'contrasts']);
    const names = [...own.keys()].map((name) => name.replace('outcomes.primary.', 'outcomes.….'));
    expect([...named.keys()].sort()).toEqual([...names, 'factors.….description', 'factors.….levels'].sort());
  });

  test('the defaults in the tournament guide are the defaults', () => {
    const named = fields(guide);
    const standards = new Map([...fieldsOf(rosterSchema, ['entries']), ...fieldsOf(tournamentSchema)]);
    for (const [group, value] of Object.entries(DEFAULT_POLICY)) {
      if (typeof value !== 'object' || value === null) standards.set(`market.${group}`, value);
      else for (const [name, inner] of Object.entries(value)) standards.set(`market.${group}.${name}`, inner);
    }
    let compared = 0;
    for (const [name, standard] of standards) {
      if (standard === undefined || (typeof standard === 'object' && standard !== null)) continue;
      if (/^(?:employer|judge)\.model\./.test(name)) continue;
      expect(named.get(name), name).toContain(`\`${standard}\``);
      compared += 1;
    }
    expect(compared).toBeGreaterThan(60);
  });

  test('exit codes are those of the command line', async () => {
    const { stdout } = await ended(start(process.execPath, [ENTRY, 'help'], folder));
    const said = [...stdout.matchAll(/^ +(\d+) {2}(.+)$/gm)].map(([, code, meaning]) => [code, meaning]);
    expect(said.length).toBeGreaterThan(5);
    expect(tableRows(page('docs/exit-codes.md'))).toEqual(said);
  });

  test('the columns of standing.csv are those of the guide', () => {
    const [header = ''] = readFileSync(join(folder, 'runs/first/standing.csv'), 'utf8').split('\r\n');
    const guide = section(page('docs/reading-the-results.md'), 'The standing');
    const columns = header.split(',');
    expect(columns.filter((column) => !quoted(guide).includes(column))).toEqual([]);
    const guided = tableRows(guide).flatMap(([, cell = '']) => quoted(cell));
    expect(guided.filter((column) => !columns.includes(column))).toEqual([]);
  });

  test("the README's figures are those of the page of figures, its numbers those of the corpus", () => {
    const readme = page('README.md');
    const figures = tableRows(page('docs/figures.md')).map(([figure, , measured, beside]) => [
      figure,
      measured,
      beside,
    ]);
    const shown = tableRows(section(readme, 'Figures'));
    expect(shown.length).toBeGreaterThan(0);
    for (const row of shown) expect(figures).toContainEqual(row);
    const corpus = buildCorpus('starter', 'starter-1');
    expect(readme).toContain(`${new Set(corpus.map(({ family }) => family)).size} task families`);
    expect(readme).toContain(`; ${corpus.length} projects,`);
  });
});
