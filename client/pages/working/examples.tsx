/** The visible examples of a project: what is given, and what is wanted for it. */

import { type Examples, partsOf } from '../../data/working/posting.ts';
import { workingWords } from '../../text/working-words.ts';

export function ExampleList({ examples, open }: { readonly examples: Examples | null; readonly open: boolean }) {
  const { project: text } = workingWords.working;
  if (examples === null || examples.cases.length === 0) return <p className="soft">{text.noExamples}</p>;
  return (
    <div className="stack">
      <p className="soft">{text.file(examples.file, examples.language)}</p>
      <ul className="stack">
        {examples.cases.map((one) => {
          const { given, wanted } = partsOf(one, examples.entry);
          return (
            <li key={one.name}>
              <details className="example" open={open}>
                <summary>{one.name}</summary>
                <div className="example-parts">
                  <div>
                    <h3 className="field-label">{text.given}</h3>
                    <pre className="code-block">{given}</pre>
                  </div>
                  {wanted === '' ? null : (
                    <div>
                      <h3 className="field-label">{text.wanted}</h3>
                      <pre className="code-block">{wanted}</pre>
                    </div>
                  )}
                </div>
              </details>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
