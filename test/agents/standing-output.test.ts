import { expect, test } from 'vitest';
import { csvCell, standingCsv, standingJson } from '../../agents/tournament/standing-export.ts';
import { type Standing, type StandingRow, standingSchema } from '../../agents/tournament/standing-schema.ts';
import { standingTable } from '../../agents/tournament/standing-table.ts';
import { padded, printable, textWidth, truncated, wrapped } from '../../agents/tournament/text-width.ts';

const ROW: StandingRow = {
  rank: 1,
  name: 'Claude 3.5 Haiku',
  kind: 'simulated',
  model: 'A model',
  baseline: false,
  calibration: { rate: 0.787, source: 'Somebody, 2025' },
  earnings: {
    grossCents: 1_234_567,
    feesCents: 123_457,
    ownCostsCents: 2_000_000,
    netCents: -888_890,
    potCents: 2_000_000,
    shareOfPot: 0.6172835,
  },
  projects: { offered: 67, bid: 60, won: 50, passed: 40, failed: 9, failedFully: 4, unscored: 1 },
  success: {
    taskShare: 0.8163,
    low: 0.6863,
    high: 0.9004,
    dollarShare: 0.7,
    macroCaseRate: 0.9,
    microCaseRate: 0.85,
  },
  human: { ratio: 0.65, earningsCents: 1_234_567, baselineCents: 1_900_000, estimate: true },
  provenance: { earnings: 'simulated', costs: 'simulated', success: 'simulated', human: 'published' },
};

function standing(...rows: readonly Partial<StandingRow>[]): Standing {
  return {
    protocol: 'solo',
    currency: 'USD',
    payRule: 'all_or_nothing',
    pot: 'posted_prices',
    prices: { count: 67, sumCents: 2_000_000, meanCents: 29_850.7, medianCents: 25_000, kind: 'posted', methods: [] },
    baseline: { kind: 'published', description: 'published: 0.95 of the posted prices, an estimate' },
    rows: rows.map((row, index) => ({ ...ROW, ...row, rank: index + 1 })),
  };
}

const PLAIN = standing({}, { name: 'Human engineer', baseline: true, human: null });

test('the table stays within 80 columns and keeps rank, name, earnings and origin', () => {
  const table = standingTable(PLAIN);
  for (const line of table.split('\n')) expect(textWidth(line)).toBeLessThanOrEqual(80);
  const [header] = table.split('\n').filter((line) => line.includes('Freelancer'));
  expect(header?.trim().split(/ {2,}/)).toEqual([
    '#',
    'Freelancer',
    'Earned',
    'Of pot',
    'Passed',
    'Success',
    'Of human',
    'Origin',
  ]);
});

test('columns are left out in the stated order as the terminal gets narrower', () => {
  const titles = (width: number): string[] =>
    standingTable(PLAIN, { width })
      .split('\n')
      .filter((line) => line.includes('Freelancer'))
      .flatMap((line) => line.trim().split(/ {2,}/));
  const order = [
    'No case',
    'All cases',
    'Cases',
    'Offered',
    '$ share',
    'Bid',
    'Unscored',
    'Fees',
    'Costs',
    '95 %',
    'Net',
    'Won',
    'Of pot',
    'Of human',
    'Passed',
    'Success',
  ];
  const all = titles(300);
  expect(all).toHaveLength(order.length + 4);
  for (let width = 300; width >= 44; width -= 1) {
    const shown = titles(width);
    const left = order.filter((title) => !shown.includes(title));
    expect(left).toEqual(order.slice(0, left.length));
  }
  expect(titles(44)).toEqual(['#', 'Freelancer', 'Earned', 'Origin']);
});

test('the table says what is simulated and what the human side is, and marks an estimated ratio', () => {
  const table = standingTable(PLAIN, { width: 300 });
  expect(table).toContain('$12,345.67');
  expect(table).toContain('-$8,888.90');
  expect(table).toContain('~65.0 %');
  expect(table).toContain('68.6–90.0');
  expect(table).toContain('published: 0.95 of the posted prices, an estimate');
  expect(table).toContain('Simulated: drawn from a model of a freelancer, not measured.');
  const provenance = { ...ROW.provenance, earnings: 'measured' } as const;
  expect(standingTable(standing({ provenance }))).not.toContain('Simulated:');
});

test('there are colours only when asked for', () => {
  const introducer = '\u001b[';
  expect(standingTable(PLAIN)).not.toContain(introducer);
  expect(standingTable(PLAIN, { color: true })).toContain(introducer);
});

test('a wide name gives way to an ellipsis and cannot move the cursor', () => {
  const table = standingTable(standing({ name: `${'very '.repeat(9)}long` }, { name: 'a\u001b[2Jb\u202ec' }));
  expect(table).toContain('…');
  expect(table).toContain('a?[2Jb?c');
  expect(table).not.toContain('\u001b');
  for (const line of table.split('\n')) expect(textWidth(line)).toBeLessThanOrEqual(80);
});

test('text is measured and cut by what a terminal shows', () => {
  expect(textWidth('日本')).toBe(4);
  expect(textWidth('e\u0301')).toBe(1);
  expect(truncated('日本語', 5)).toBe('日本…');
  expect(truncated('abc', 3)).toBe('abc');
  expect(truncated('abcd', 3)).toBe('ab…');
  expect(padded('日', 4, 'left')).toBe('日  ');
  expect(padded('7', 3, 'right')).toBe('  7');
  expect(wrapped('one two three', 7)).toEqual(['one two', 'three']);
  expect(printable('a\nb')).toBe('a?b');
});

test('cells that a spreadsheet would run are led by a quote; numbers stay numbers', () => {
  for (const start of ['=', '+', '-', '@', '\t']) expect(csvCell(`${start}1`)).toBe(`'${start}1`);
  expect(csvCell('\u001b[2Jx\u0000')).toBe(' [2Jx ');
  expect(csvCell('\r1')).toBe('"\'\r1"');
  expect(csvCell(-888_890)).toBe('-888890');
  expect(csvCell(null)).toBe('');
  expect(csvCell(false)).toBe('false');
  expect(csvCell('a "b", c')).toBe('"a ""b"", c"');
  expect(csvCell('=a,"b"')).toBe('"\'=a,""b"""');
});

test('the CSV has one line a freelancer, each with as many cells as the header', () => {
  const [header, first, second, rest] = standingCsv(standing({ name: '=cmd()' }, { human: null })).split('\r\n');
  expect(header?.split(',').slice(0, 2)).toEqual(['rank', 'name']);
  expect(first).toContain("1,'=cmd(),simulated,A model,false,1234567,123457,2000000,-888890");
  expect(first).toContain('"Somebody, 2025"');
  expect(second?.replace('"Somebody, 2025"', 'x').split(',')).toHaveLength(header?.split(',').length ?? 0);
  expect(rest).toBe('');
});

test('the JSON is canonical, reads back as the same standing and is checked before it is written', () => {
  const text = standingJson(PLAIN);
  expect(standingSchema.parse(JSON.parse(text))).toEqual(PLAIN);
  expect(standingJson(standing({}, { name: 'Human engineer', baseline: true, human: null }))).toBe(text);
  expect(() => standingJson({ ...PLAIN, prices: { ...PLAIN.prices, sumCents: 1.5 } })).toThrow();
});
