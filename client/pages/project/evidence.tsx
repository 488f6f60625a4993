/** What the reviewer found: visible cases in full, of hidden ones only how they ended. */

import type { VerdictAnswer } from '../../../server/protocol/sdk/calls.ts';
import { Badge } from '../../parts/badge.tsx';
import { count } from '../../text/format.ts';
import { marketWords } from '../../text/market-words.ts';

type Found = NonNullable<VerdictAnswer['evidence']>;
type VisibleCase = Found['visible'][number];

function Excerpt({ name, excerpt }: { readonly name: string; readonly excerpt: VisibleCase['got'] }) {
  const { deliveries: text } = marketWords.project;
  const shown = excerpt === null || excerpt.text === '' ? text.nothing : excerpt.text;
  const cut = excerpt !== null && excerpt.characters > excerpt.text.length;
  return (
    <div>
      <h4 className="field-label">{name}</h4>
      <pre className="code-block">
        {shown}
        {cut ? text.cut(count(excerpt.characters)) : ''}
      </pre>
    </div>
  );
}

function OneCase({ one }: { readonly one: VisibleCase }) {
  const { deliveries: text, outcomes } = marketWords.project;
  return (
    <li>
      <details className="case">
        <summary>
          <Badge tone={one.outcome === 'passed' ? 'good' : 'bad'}>{outcomes[one.outcome] ?? one.outcome}</Badge>{' '}
          {one.name}
        </summary>
        <div className="case-texts">
          <Excerpt name={text.input} excerpt={one.input} />
          <Excerpt name={text.expected} excerpt={one.expected} />
          <Excerpt name={text.got} excerpt={one.got} />
          {one.difference === '' ? null : <p className="text-block">{one.difference}</p>}
          {one.message.text === '' ? null : <pre className="code-block">{one.message.text}</pre>}
        </div>
      </details>
    </li>
  );
}

export function Evidence({ evidence }: { readonly evidence: Found }) {
  const { deliveries: text, outcomes } = marketWords.project;
  return (
    <div className="stack">
      <h4>{text.visible}</h4>
      <ul className="stack">
        {evidence.visible.map((one) => (
          <OneCase key={one.name} one={one} />
        ))}
      </ul>
      {evidence.hidden.length === 0 ? null : (
        <>
          <h4>{text.hidden}</h4>
          <p className="soft">{text.hiddenText}</p>
          <ul className="case-grid">
            {evidence.hidden.map(({ number, outcome }) => (
              <li
                key={number}
                className="case-cell"
                data-passed={outcome === 'passed'}
                title={outcomes[outcome] ?? outcome}
              >
                <span aria-hidden="true">{outcome === 'passed' ? '✓' : '✕'}</span>
                <span className="for-readers">
                  {count(number)}: {outcomes[outcome] ?? outcome}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
