/** What a study gives: payments, tables with the meaning of their columns, the baseline. */

import { useQuery } from '@tanstack/react-query';
import { csvAddress, type ExportTable } from '../../../server/protocol/sdk/people-calls.ts';
import { baselineQuery, exportQuery, paymentsQuery } from '../../data/people-studies.ts';
import { count, decimal, duration, money } from '../../text/format.ts';
import { peopleStudyWords } from '../../text/people-study-words.ts';
import { Rows } from './counts.tsx';

const { page: text } = peopleStudyWords;
const TABLES: readonly ExportTable[] = ['people', 'projects', 'guesses', 'answers'];

interface OfStudy {
  readonly study: string;
}

export function PaymentsCard({ study }: OfStudy) {
  const { data } = useQuery(paymentsQuery(study));
  return (
    <section className="card" aria-labelledby="payments-title">
      <div className="card-head">
        <h2 id="payments-title">{text.payments}</h2>
        <a className="button" data-size="small" href={csvAddress(study, 'payments')} download={`${study}-payments.csv`}>
          {text.paymentsFile}
        </a>
      </div>
      {data === undefined ? null : (
        <p className="card-body">
          {text.rows(count(data.rows.length))} {text.total(money(data.totalCents, data.currency))}. {text.paymentsHint}.
        </p>
      )}
    </section>
  );
}

function Dictionary({ study, table }: OfStudy & { readonly table: ExportTable }) {
  const { data } = useQuery(exportQuery(study, table));
  const label = text.dictionary(text.tables[table]);
  return (
    <details>
      <summary>{label}</summary>
      <Rows
        label={label}
        heads={[text.column, text.meaning]}
        rows={(data?.columns ?? []).map(({ column, meaning }) => [column, meaning])}
      />
    </details>
  );
}

export function ExportsCard({ study }: OfStudy) {
  return (
    <section className="card" aria-labelledby="exports-title">
      <div className="card-head">
        <h2 id="exports-title">{text.exports}</h2>
      </div>
      <div className="card-body stack">
        <p className="soft">{text.exportText}</p>
        <div className="row">
          {TABLES.map((table) => (
            <a
              key={table}
              className="button"
              data-size="small"
              href={csvAddress(study, table)}
              download={`${study}-${table}.csv`}
            >
              {text.tableFile(text.tables[table])}
            </a>
          ))}
        </div>
        {TABLES.map((table) => (
          <Dictionary key={table} study={study} table={table} />
        ))}
      </div>
    </section>
  );
}

/** Of what was measured; null: nothing was. */
function medianOf(values: readonly (number | null | undefined)[]): number | null {
  const sorted = values.filter((value) => typeof value === 'number').toSorted((a, b) => a - b);
  const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

const shown = (value: number | null, write: (value: number) => string): string => (value === null ? '–' : write(value));

export function BaselineCard({ study }: OfStudy) {
  const { data } = useQuery(baselineQuery(study));
  const bySlug = [...Map.groupBy(data?.verdicts ?? [], ({ slug }) => slug)];
  const rows = bySlug.map(([slug, tries]) => [
    slug,
    count(tries.length),
    count(tries.filter(({ passed }) => passed).length),
    shown(medianOf(tries.map(({ askedCents }) => askedCents)), (cents) => decimal(cents / 100)),
    shown(medianOf(tries.map(({ activeMs }) => activeMs)), duration),
    shown(medianOf(tries.map(({ elapsedMs }) => elapsedMs)), duration),
    shown(medianOf(tries.map(({ attempts }) => attempts)), (value) => decimal(value, 1)),
  ]);
  return (
    <section className="card" aria-labelledby="baseline-title">
      <div className="card-head">
        <h2 id="baseline-title">{text.baseline}</h2>
      </div>
      {rows.length === 0 ? (
        <p className="card-body soft">{text.noTries}</p>
      ) : (
        <Rows
          label={text.project}
          heads={[text.project, text.tries, text.passed, text.asked, text.active, text.elapsed, text.attempts]}
          rows={rows}
        />
      )}
    </section>
  );
}
