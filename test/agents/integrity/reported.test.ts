/** What a report says of cheating: who was flagged, at the top, beside who was scripted to cheat. */

import { join } from 'node:path';
import { expect, test } from 'vitest';
import { headOf } from '../../../agents/tournament/analysis/analysis.ts';
import { participantsOf, type RunRecord } from '../../../agents/tournament/analysis/run-record.ts';
import type { Subject } from '../../../agents/tournament/analysis/subject.ts';
import { flagsOf, flagsTable } from '../../../agents/tournament/integrity/flags.ts';
import { loadTournament } from '../../../agents/tournament/load.ts';
import { buildReport } from '../../../agents/tournament/report/build-report.ts';
import { reportHtml } from '../../../agents/tournament/report/html.ts';
import type { ReportedRun } from '../../../agents/tournament/report/reported-run.ts';
import { DEFAULT_POLICY } from '../../../server/market/policy.ts';
import { ROOT } from '../../helpers/source-files.ts';
import { ringBids, watched } from './story.ts';

const { config, roster } = await loadTournament(join(ROOT, 'seeds/tournaments/adversaries.yaml'));
const record: RunRecord = {
  ...{ dir: 'runs/a', config, roster, corpusHash: 'c' },
  projects: new Map(),
  calls: [],
  people: null,
};

/** The tournament of adversaries with the bids of a ring, or with none. */
function reported(projects: number): ReportedRun {
  const run = watched({ projects, bids: ringBids(projects) });
  const subject: Subject = {
    ...{ name: 'a', protocol: 'auction', policy: DEFAULT_POLICY, seats: [], human: { kind: 'none' } },
    participants: participantsOf(record),
    // Nothing was awarded.
    observed: {
      ...run.observed,
      project: run.observed.project.map((row) => ({ ...row, priceCents: null, awardedAt: null })),
    },
  };
  return {
    ...{ record, subject, standing: null, logs: [] },
    analysis: { ...headOf(subject), tables: [flagsTable(flagsOf(run))] },
    circumstances: {
      ...{ identity: 'i', sandboxImage: 's', models: null, sessions: [] },
      provenance: { arena: '1', node: null, platform: null, commit: null, changed: null, dependencies: null },
    },
  };
}

function partsOf(projects: number) {
  const report = buildReport({ runs: [reported(projects)], across: [], compared: [], experiment: null });
  const blocks = (id: string) => report.sections.find((section) => section.id === id)?.blocks ?? [];
  return {
    html: reportHtml(report),
    sentences: blocks('standing').flatMap((block) => (block.kind === 'list' ? block.items : [])),
    facts: blocks('design').flatMap((block) => (block.kind === 'facts' ? block.facts : [])),
    tables: blocks('tables').flatMap((block) => (block.kind === 'table' ? block.table.name : [])),
  };
}

test('a report says at the top who was flagged for what, that it is a suspicion, and has the table of why', () => {
  const { sentences, tables, html } = partsOf(40);
  const [flagged] = sentences.filter((sentence) =>
    sentence.startsWith('Flagged, which is a suspicion and no verdict:'),
  );
  expect(flagged).toContain('taking turns at bidding lowest: Ann, Bob, Cid');
  expect(flagged).not.toMatch(/Dee|Eve/);
  expect(tables).toEqual(['flags']);
  expect(html).toContain('taking turns at bidding lowest');
});

test('where nobody was flagged it says that', () => {
  const { sentences } = partsOf(0);
  expect(sentences).toContain('The detectors of cheating flagged nobody.');
  expect(sentences.join()).not.toContain('suspicion');
});

test('who was scripted to cheat, employers among them, and how many honeypots there were stands in the design', () => {
  const { facts } = partsOf(0);
  const said = (name: string): string => facts.find((fact) => fact.name === name)?.value ?? '';
  expect(said('Scripted to cheat')).toContain('ring: Ilse, Jaro, Kito');
  expect(said('Scripted to cheat')).toContain('ghost: Bert');
  expect(said('Honeypots')).toMatch(/^\d+ projects more that nobody can pass honestly; they are in no figure$/);
});
