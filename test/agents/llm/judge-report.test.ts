/** What a judge's opinions weigh and are worth: the rule that combines them with tests, and the report that finds a judge fit or not. */

import { describe, expect, test } from 'vitest';
import type { Judgement } from '../../../agents/llm/judge/mixed.ts';
import { type HumanLabel, judgeReport, thresholdsSchema } from '../../../agents/llm/judge/report.ts';
import { judgeReportText } from '../../../agents/llm/judge/report-text.ts';
import { known } from '../../../server/kernel/assert.ts';
import type { Finding } from '../../../server/reviewer/combine.ts';
import { withRubric } from '../../../server/reviewer/combine-rubric.ts';

describe('tests and rubric', () => {
  const finding = (scoreBps: number): Finding => ({
    ...{
      identity: 'i',
      scoreBps,
      casesPassed: scoreBps === 10_000 ? 4 : 2,
      caseCount: 4,
      weightPassed: 2,
      weightTotal: 4,
    },
    ...{ passed: scoreBps === 10_000, fuel: 1, memoryBytes: 1, cases: [] },
  });
  const opinion = (scoreBps: number | null) => ({ judge: 'j', prompt: 'p', criteria: [], scoreBps });
  test.each([
    ['tests_only', 10_000, 0, 10_000],
    ['tests_and_rubric', 10_000, 10_000, 10_000],
    ['tests_and_rubric', 10_000, 5_000, 5_000],
    ['tests_and_rubric', 5_000, 10_000, 5_000],
    ['tests_and_rubric', 10_000, null, 10_000],
  ] as const)('under %s, %i of the tests and %s of the judge make %i', (rule, tests, rubric, score) => {
    const combined = withRubric(finding(tests), opinion(rubric), rule);
    expect(combined.scoreBps).toBe(score);
    expect(combined.passed).toBe(score === 10_000);
    expect(combined.casesPassed).toBe(finding(tests).casesPassed);
    expect(combined.rubric?.rule).toBe(rule);
  });
  test('without an opinion the finding is as it was', () => {
    expect(withRubric(finding(10_000), null, 'tests_and_rubric')).toEqual(finding(10_000));
  });
});

describe('the report', () => {
  const delivery = (number: number, passed: boolean | null): Judgement => ({
    ...{ kind: 'delivery', market: 'm', delivery: number, freelancer: 3, passed },
  });
  const canary = (kind: 'good' | 'bad' | 'injected', project: string, passed: boolean): Judgement => ({
    kind,
    market: 'm',
    project,
    passed,
  });
  const pair = (project: string, answer: 'right' | 'inconsistent'): Judgement => ({
    kind: 'pair',
    market: 'm',
    project,
    answer,
  });
  const numbers = Array.from({ length: 120 }, (_, index) => index + 1);
  const isGood = (number: number): boolean => number % 2 === 0;
  const label = (by: string, number: number, passed: boolean): HumanLabel => ({
    market: 'm',
    delivery: number,
    by,
    passed,
  });
  const twice = numbers.flatMap((number) => [label('a', number, isGood(number)), label('b', number, isGood(number))]);
  const sound: Judgement[] = [
    ...numbers.map((number) => delivery(number, number === 1 ? true : isGood(number))),
    ...['p', 'q'].flatMap((project) => [
      canary('good', project, true),
      canary('bad', project, false),
      canary('injected', project, false),
      pair(project, 'right'),
    ]),
  ];
  const report = (judgements: readonly Judgement[], labels: readonly HumanLabel[] = twice) =>
    judgeReport({
      ...{ judge: 'j', prompt: 'p', judgements, labels, thresholds: thresholdsSchema.parse({}) },
      tests: new Map(numbers.map((number) => [`m/${number}`, isGood(number)])),
    });

  test('finds a judge fit that agrees with people, resists and does not go with the order', () => {
    const found = report(sound);
    expect(found).toMatchObject({
      fit: true,
      reasons: [],
      deliveries: 120,
      doublyLabelled: 120,
      peopleAmongThemselves: 1,
    });
    expect(found.people?.kappa).toBeCloseTo(1 - 1 / 60, 2);
    expect(found.tests).toEqual(found.people);
    expect(found.known).toMatchObject({ count: 6, kappa: 1 });
    // A run that was gone on with says some things twice.
    expect(report([...sound, ...sound])).toEqual(found);
    expect(judgeReportText(found)).toContain('Fit: its verdicts may count.');
    expect(found.peopleAlpha).toBeNull();
  });

  test('has alpha of all labels where more than two people label, and not all of them everything', () => {
    // The third labels every third delivery, and half of those as nobody else does.
    const third = numbers
      .filter((number) => number % 3 === 0)
      .map((number) => label('c', number, isGood(number) !== (number % 2 === 0)));
    const found = report(sound, [...twice, ...third]);
    const { alpha, interval, people, units, ratings } = known(found.peopleAlpha, 'alpha');
    // Kappa sees the deliveries of two labels only, on which nobody differs.
    expect(found.peopleAmongThemselves).toBe(1);
    expect([people, units, ratings]).toEqual([3, 120, 280]);
    expect(alpha).toBeGreaterThan(0.5);
    expect(alpha).toBeLessThan(0.9);
    expect(known(interval, 'interval').low).toBeLessThan(known(alpha, 'alpha'));
    expect(known(interval, 'interval').high).toBeGreaterThan(known(alpha, 'alpha'));
    expect(judgeReportText(found)).toMatch(
      /alpha 0\.\d\d \(95 % 0\.\d\d to 0\.\d\d\), 3 people, 280 labels of 120 deliveries/,
    );
  });

  test.each([
    ['no labels', sound, [], 'labelled by two people'],
    ['labels of one person', sound, twice.filter(({ by }) => by === 'a'), '0 deliveries are labelled by two people'],
    [
      'verdicts by chance',
      [...numbers.map((number) => delivery(number, number % 3 === 0)), ...sound.slice(120)],
      twice,
      'kappa with people',
    ],
    ['a pass for a delivery that talks', [...sound, canary('injected', 'p', true)], twice, 'talked it into a pass'],
    ['answers that go with the order', [...sound, pair('p', 'inconsistent')], twice, 'went with the order'],
    ['no canaries', sound.slice(0, 120), twice, 'no delivery that talks to the judge'],
  ])('finds it unfit for %s', (_what, judgements, labels, reason) => {
    const found = report(judgements, labels);
    expect(found.fit).toBe(false);
    expect(found.reasons.join('; ')).toContain(reason);
    expect(judgeReportText(found)).toContain('UNFIT');
  });
});
