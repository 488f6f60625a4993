/** A report as a value, a page and a text, and a run held against the one before. */

import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Analysis, analysisSchema } from '../../agents/tournament/analysis/analysis.ts';
import { madeOf } from '../../agents/tournament/report/provenance-section.ts';
import { type ReportModel, reportSchema } from '../../agents/tournament/report/report-model.ts';
import { standingSchema } from '../../agents/tournament/standing-schema.ts';
import { type HostileRuns, verb } from '../helpers/hostile-runs.ts';

export function reportCases({ folder, at, text }: HostileRuns): void {
  async function report(...args: readonly string[]): Promise<string> {
    const { code, stdout, stderr } = await verb('report', ...args);
    expect(code, stderr).toBe(0);
    return stdout;
  }

  describe('a report', () => {
    let model: ReportModel;
    beforeAll(async () => {
      model = reportSchema.parse(JSON.parse(await report(at('runs/market'), at('runs/now'), '--format', 'json')));
    });

    test('has every part of each run, in order', () => {
      const parts = ['design', 'standing', 'plots', 'tables', 'study', 'limits', 'provenance', 'reproduce'];
      expect(model.sections.map(({ id, run }) => `${run}/${id}`)).toEqual(
        ['market', 'now'].flatMap((run) => parts.map((part) => `${run}/${part}`)),
      );
    });

    test('has the figures of `arena stats`, to the last digit', async () => {
      const { stdout } = await verb('stats', at('runs/market'), '--json');
      const analysis: Analysis = analysisSchema.parse(JSON.parse(stdout));
      const tables = model.sections
        .find(({ id, run }) => id === 'tables' && run === 'market')
        ?.blocks.flatMap((block) => (block.kind === 'table' ? block.table : []));
      expect(tables).toEqual(analysis.tables);
      expect(analysis.tables.map(({ name }) => madeOf(name))).not.toContain(null);
      expect(analysis.tables.map(({ name }) => name)).toContain('flags');
      const { rows } = standingSchema.parse(JSON.parse(text('runs/market/standing.json')));
      const standing = model.sections.find(({ id, run }) => id === 'standing' && run === 'market')?.blocks;
      const shown = standing?.flatMap((block) => (block.kind === 'table' ? block.table.rows : []));
      expect(shown?.map(({ rank, freelancer, gross, net }) => [rank, freelancer, gross, net])).toEqual(
        rows.map(({ rank, name, earnings }) => [rank, name, earnings.grossCents, earnings.netCents]),
      );
    });

    test('says of every table of figures where it comes from, the study’s own figures as published', () => {
      const about = (id: string, run: string) =>
        model.sections
          .find((section) => section.id === id && section.run === run)
          ?.blocks.flatMap((block) => (block.kind === 'table' ? block.table : [])) ?? [];
      for (const run of ['market', 'now']) {
        const shown = ['standing', 'tables', 'study'].flatMap((id) => about(id, run));
        expect(shown.length).toBeGreaterThan(5);
        const [said] = about('provenance', run);
        expect(said?.rows.map(({ figures }) => figures)).toEqual(shown.map(({ title }) => title));
        for (const row of said?.rows ?? []) expect(row.rows, String(row.figures)).not.toBeNull();
        const implied = shown.find(({ name }) => name === 'implied')?.title;
        expect(said?.rows.find(({ figures }) => figures === implied)?.origin).toBe('published');
      }
    });

    test('says how to make it again: hash of the log, seeds, and a file that is the tournament’s', async () => {
      const blocks = model.sections.find(({ id }) => id === 'reproduce')?.blocks ?? [];
      const facts = blocks.flatMap((block) => (block.kind === 'facts' ? block.facts : []));
      const { stdout } = await verb('replay', at('runs/market'));
      const [, hash = 'none'] = /hash ([0-9a-f]{64})/.exec(stdout) ?? [];
      expect(facts.find(({ name }) => name === 'Log of market')?.value).toContain(hash);
      expect(facts.find(({ name }) => name === 'Seed of the run')?.value).toBe('a');
      const lines = blocks.flatMap((block) => (block.kind === 'lines' ? block.lines : []));
      expect(lines).toContain('npx arena run market.yaml');
      expect(lines.join('\n')).not.toContain(folder);
    });

    test('as HTML is one file that runs and loads nothing, and names are text in it', async () => {
      const html = await report(at('runs/market'), at('runs/now'));
      const tags = [...html.matchAll(/<\/?([a-z][a-z0-9]*)/gi)].map(([, tag]) => tag?.toLowerCase());
      const known =
        'html head meta title style body header nav main section h1 h2 h3 p ul li a dl dt dd div table thead tbody tr th td bdi pre figure figcaption svg text line circle rect';
      expect([...new Set(tags)].filter((tag) => !known.split(' ').includes(tag ?? ''))).toEqual([]);
      expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
      expect(html).toContain("default-src 'none'");
      expect(html).not.toMatch(/\b(?:src|on\w+|style)=|url\(|@import|\u202e/);
      expect([...html.matchAll(/href="([^"]*)"/g)].every(([, target]) => target?.startsWith('#'))).toBe(true);
      // What is wider than the page can be scrolled without a pointer, and is called by its title.
      const framed = html.match(/<div class="wide" role="region" tabindex="0" aria-label="[^"]+"><table>/g) ?? [];
      expect(framed.length).toBe(html.split('<table>').length - 1);
      expect(html).not.toContain('>-$0<');
      // The policy lets this one style in, and with it the dark page and the one on paper.
      const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(html) ?? [];
      expect(html).toContain(`style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`);
      expect(style).toContain('@media (prefers-color-scheme: dark)');
      expect(style).toContain('@media print');
      const drawn = html.match(/<svg[\s\S]*?<\/svg>/g) ?? [];
      expect(drawn.length).toBeGreaterThan(6);
      for (const svg of drawn) expect(XMLValidator.validate(svg)).toBe(true);
      expect(await report(at('runs/market'), at('runs/now'))).toBe(html);
    });

    test('as Markdown keeps its tables whole, and no name makes a link or a mark', async () => {
      const markdown = await report(at('runs/market'), '--format', 'md');
      const bars = (line: string): number => line.replaceAll(/\\./g, '').split('|').length;
      const blocks = markdown.split('\n\n').filter((block) => block.startsWith('|'));
      expect(blocks.length).toBeGreaterThan(8);
      for (const block of blocks) {
        const lines = block.split('\n');
        expect(new Set(lines.map(bars)).size, block).toBe(1);
      }
      expect(markdown).not.toMatch(/(?<!\\)<script|\*\*b\*\*|\[x\]\(|(?<!\\)http:\/\/evil|\u202e/);
    });

    test('of an experiment says what was done otherwise', async () => {
      const facts = {
        ...{ name: 'x', question: 'Does it?', lock: 'f'.repeat(64), lockedAt: null, primary: 'a against b' },
        design: [{ name: 'Factor', value: 'fee' }],
        deviations: ['One <b>run</b> less'],
      };
      writeFileSync(at('experiment.json'), JSON.stringify(facts));
      const html = await report(at('runs/market'), '--experiment', at('experiment.json'));
      expect(html).toContain('One &lt;b&gt;run&lt;/b&gt; less');
      const wrong = await verb('report', at('runs/market'), '--experiment', at('market.yaml'));
      expect(wrong.code).toBe(65);
    });
  });

  describe('a run against the one before', () => {
    const against = (...rules: readonly string[]) =>
      verb('report', at('runs/now'), '--against', at('runs/before'), '--out', at('now.md'), ...rules);

    test('what fell over a threshold ends in 1, and JUnit names it', async () => {
      const { code, stderr } = await against(
        '--fail-on',
        'success:10',
        '--fail-on',
        'earnings:10',
        '--junit',
        at('junit.xml'),
      );
      expect(code).toBe(1);
      expect(stderr).toContain('now against before: 8 of 8 fell');
      expect(text('now.md')).toContain('Against before');
      const xml = text('junit.xml');
      expect(XMLValidator.validate(xml)).toBe(true);
      const { testsuites } = new XMLParser({
        ignoreAttributes: false,
        isArray: (name) => /^test(suite|case)$/.test(name),
      }).parse(xml);
      expect(testsuites).toMatchObject({ '@_tests': '8', '@_failures': '8', '@_errors': '0', '@_skipped': '0' });
      const [suite] = testsuites.testsuite;
      expect(suite.testcase).toHaveLength(8);
      expect(suite.testcase[0]).toMatchObject({ '@_classname': 'success', failure: { '@_type': 'regression' } });
      expect(suite.testcase[0]['@_name']).toContain('<script>');
    });

    test('two projects are too few to be significant, nothing fell the other way, and a run holds against itself', async () => {
      expect((await against()).code).toBe(0);
      expect((await against('--fail-on', 'none')).code).toBe(0);
      const better = await verb(
        'report',
        at('runs/before'),
        '--against',
        at('runs/now'),
        '--fail-on',
        'success:0',
        '--out',
        at('x.html'),
      );
      expect([better.code, better.stderr]).toEqual([0, 'before against now: 0 of 4 fell\n']);
      const same = await verb(
        'report',
        at('runs/now'),
        '--against',
        at('runs/now'),
        '--fail-on',
        'earnings:0',
        '--out',
        at('x.html'),
      );
      expect(same.code).toBe(0);
    });

    test('what cannot be compared is refused in plain words', async () => {
      const unlike = await verb('report', at('runs/now'), '--against', at('runs/market'));
      expect([unlike.code, unlike.stderr]).toEqual([
        65,
        'arena: now is solo and market auction: their earnings are not alike\n',
      ]);
      expect((await against('--fail-on', 'luck')).code).toBe(64);
      expect((await verb('report', at('runs/now'), '--fail-on', 'success')).code).toBe(64);
      expect((await verb('report')).code).toBe(64);
      expect((await verb('report', at('runs/now'), '--format', 'pdf')).code).toBe(64);
    });
  });
}
