/** What a study found: tables under pseudonyms with their dictionary, the measured baseline, and leaving by letter. */

import { useSuspenseQueries, useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { csvAddress, type ExportTable } from '../../../server/protocol/sdk/people-calls.ts';
import { baselineQuery, exportQuery } from '../../data/people-studies/queries.ts';
import { csvText, saveFile } from '../../data/people-studies/saving.ts';
import { triesOf } from '../../data/people-studies/tries.ts';
import { Button } from '../../parts/button.tsx';
import { Provenance } from '../../parts/provenance.tsx';
import { count, decimal, duration, percent } from '../../text/format.ts';
import { peopleStudiesWords } from '../../text/people-studies-words.ts';
import { TableCard } from './table.tsx';
import { TakeOut } from './take-out.tsx';

const route = getRouteApi('/signed-in/people-studies/$study/data');
const TABLES: readonly ExportTable[] = ['people', 'projects', 'choices', 'guesses', 'answers'];
const CENTS = 100;

function Exports({ study }: { readonly study: string }) {
  const { data: text } = peopleStudiesWords.studies;
  const found = useSuspenseQueries({ queries: TABLES.map((table) => exportQuery(study, table)) });
  const tables = TABLES.flatMap((table, index) => {
    const one = found[index]?.data;
    return one === undefined ? [] : [{ ...one, table }];
  });
  const lines = tables.flatMap(({ table, columns }) => columns.map(({ column, meaning }) => [table, column, meaning]));
  const saveDictionary = (): void =>
    saveFile(`${study}-dictionary.csv`, 'text/csv', csvText([['table', 'column', 'meaning'], ...lines]));
  return (
    <>
      <TableCard
        title={text.title}
        text={text.text}
        columns={[text.table, text.rows, text.file]}
        rows={tables.map(({ table, rows }) => [
          table,
          text.tables[table],
          count(rows.length),
          <a key={table} href={csvAddress(study, table)} download>
            {text.csv(text.tables[table])}
          </a>,
        ])}
      >
        <Button size="small" onClick={saveDictionary}>
          {text.dictionary}
        </Button>
      </TableCard>
      <div className="stack">
        {tables.map(({ table, columns }) => (
          <details className="card study-dictionary" key={table}>
            <summary>{text.meaning(text.tables[table])}</summary>
            <dl>
              {columns.map(({ column, meaning }) => (
                <div key={column}>
                  <dt>
                    <code>{column}</code>
                  </dt>
                  <dd>{meaning}</dd>
                </div>
              ))}
            </dl>
          </details>
        ))}
      </div>
    </>
  );
}

function Baseline({ study }: { readonly study: string }) {
  const { data: text } = peopleStudiesWords.studies;
  const { data: baseline } = useSuspenseQuery(baselineQuery(study));
  const save = (): void =>
    saveFile(`${study}-baseline.json`, 'application/json', `${JSON.stringify(baseline, null, 2)}\n`);
  return (
    <TableCard
      title={text.baseline}
      text={text.baselineText}
      none={text.baselineNone}
      columns={[text.project, text.tries, text.passed, text.share, text.asked, text.active]}
      rows={triesOf(baseline.verdicts).map(({ slug, tries, passed, askedCents, activeMs }) => [
        slug,
        slug,
        count(tries),
        count(passed),
        percent(passed / tries),
        askedCents === null ? '–' : decimal(askedCents / CENTS),
        activeMs === null ? '–' : duration(activeMs),
      ])}
    >
      <div className="row">
        <Provenance origin="measured" />
        <Button size="small" onClick={save}>
          {text.baselineJson}
        </Button>
      </div>
    </TableCard>
  );
}

export function DataPage() {
  const { study } = route.useParams();
  return (
    <>
      <Exports study={study} />
      <Baseline study={study} />
      <TakeOut study={study} />
    </>
  );
}
