/** What the visible examples made of the files, case by case. */

import type { DraftRun, VisibleCase } from '../../../../server/protocol/sdk/work.ts';
import { Badge } from '../../../parts/badge.tsx';
import { count } from '../../../text/format.ts';
import { marketWords } from '../../../text/market-words.ts';
import { workingWords } from '../../../text/working-words.ts';

type Excerpt = VisibleCase['input'];

function Part({ name, excerpt }: { readonly name: string; readonly excerpt: Excerpt | null }) {
  const { deliveries: text } = marketWords.project;
  if (excerpt !== null && excerpt.text === '') return null;
  const cut = excerpt !== null && excerpt.characters > excerpt.text.length;
  return (
    <div>
      <h3 className="field-label">{name}</h3>
      <pre className="code-block">
        {excerpt === null ? text.nothing : excerpt.text}
        {cut ? text.cut(count(excerpt.characters)) : ''}
      </pre>
    </div>
  );
}

function OneCase({ one }: { readonly one: VisibleCase }) {
  const { deliveries: text, outcomes } = marketWords.project;
  const { place } = workingWords.working;
  const passed = one.outcome === 'passed';
  return (
    <li>
      <details className="example" open={!passed}>
        <summary>
          <Badge tone={passed ? 'good' : 'bad'}>{outcomes[one.outcome] ?? one.outcome}</Badge> {one.name}
        </summary>
        <div className="stack">
          <Part name={text.input} excerpt={one.input} />
          <Part name={text.expected} excerpt={one.expected} />
          <Part name={text.got} excerpt={one.got} />
          {one.difference === '' || passed ? null : <p className="text-block">{one.difference}</p>}
          {one.message.text === '' ? null : <pre className="code-block">{one.message.text}</pre>}
          <Part name={place.printed} excerpt={one.stdout} />
          <Part name={place.complaints} excerpt={one.stderr} />
        </div>
      </details>
    </li>
  );
}

export function RunResults({ run }: { readonly run: DraftRun }) {
  const { place } = workingWords.working;
  return (
    <div className="stack">
      <p role="status">
        <Badge tone={run.passed ? 'good' : 'warn'}>{place.ran(count(run.casesPassed), count(run.caseCount))}</Badge>
      </p>
      <ul className="stack">
        {run.cases.map((one) => (
          <OneCase key={one.name} one={one} />
        ))}
      </ul>
    </div>
  );
}
