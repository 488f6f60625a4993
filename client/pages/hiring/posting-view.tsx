/** A posting as every freelancer of the market sees it: what is asked, and the visible examples. */

import type { Acceptance, AcceptanceCase } from '../../../server/protocol/arena/acceptance.ts';
import type { PostingText } from '../../data/hiring/posting-text.ts';
import { TableHead } from '../../parts/table-head.tsx';
import { count } from '../../text/format.ts';
import { hiringWords } from '../../text/hiring-words.ts';

/** What a case gives and expects, as text. */
function partsOf(one: AcceptanceCase): { readonly input: string; readonly expected: string } {
  const written = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
  if ('args' in one) return { input: one.args.map(written).join(', '), expected: written(one.expected) };
  if ('source' in one) return { input: one.source, expected: '' };
  if ('setup' in one) return { input: one.setup, expected: written(one.expected) };
  if ('files' in one) return { input: `${written(one.files)}\n${one.stdin}`.trim(), expected: written(one.expected) };
  return { input: [one.argv.join(' '), one.stdin].join('\n').trim(), expected: one.expected };
}

function asked(acceptance: Acceptance): string {
  const { kinds, languages, call } = hiringWords.posting;
  const { kind, language, file } = acceptance;
  const entry = 'entry' in acceptance ? acceptance.entry : null;
  return call(kinds[kind], languages[language], file, entry);
}

export interface PostingViewProps {
  readonly posting: PostingText;
  readonly hiddenCount: number;
}

export function PostingView({ posting, hiddenCount }: PostingViewProps) {
  const { posting: text } = hiringWords;
  const { description, acceptance } = posting;
  return (
    <section className="card" aria-label={text.label}>
      <div className="card-body stack">
        <p className="own-text posting-text">{description}</p>
        {acceptance === null ? (
          <p className="soft">{text.byEmployer}</p>
        ) : (
          <>
            <h2>{text.acceptance}</h2>
            <p>{asked(acceptance)}</p>
            {acceptance.cases.length === 0 ? null : (
              <div className="table-scroll">
                <table className="table example-table">
                  <TableHead columns={[{ title: text.example }, { title: text.input }, { title: text.expected }]} />
                  <tbody>
                    {acceptance.cases.map((one) => {
                      const { input, expected } = partsOf(one);
                      return (
                        <tr key={one.name}>
                          <td>{one.name}</td>
                          <td>
                            <code className="own-text">{input}</code>
                          </td>
                          <td>
                            <code className="own-text">{expected}</code>
                          </td>
                        </tr>
                      );
                    })}
                  </tbody>
                </table>
              </div>
            )}
            <p className="soft">{text.hidden(count(hiddenCount), hiddenCount)}</p>
          </>
        )}
      </div>
    </section>
  );
}
