/** A summary of the server's as headings, paragraphs, lists and tables. Its words stay words. */

import { type Block, blocksOf, type Inline } from '../../data/people-studies/markdown.ts';

function Words({ text }: { readonly text: Inline }) {
  return text.map(({ code, text: words }, index) =>
    // Runs of one line never change places.
    // biome-ignore lint/suspicious/noArrayIndexKey: the place is the key
    code ? <code key={index}>{words}</code> : <span key={index}>{words}</span>,
  );
}

const keyOf = (text: Inline): string => text.map(({ text: words }) => words).join('');

function Table({ head, rows }: Extract<Block, { kind: 'table' }>) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <div className="table-scroll" tabIndex={0}>
      <table className="table">
        <thead>
          <tr>
            {head.map((cell) => (
              <th scope="col" key={keyOf(cell)}>
                <Words text={cell} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.map(keyOf).join()}>
              {row.map((cell, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: cells stay in their column
                <td key={index}>
                  <Words text={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function One({ block }: { readonly block: Block }) {
  switch (block.kind) {
    case 'heading':
      // The page has its title already: the summary's own is one below it.
      return block.level === 1 ? (
        <h2>
          <Words text={block.text} />
        </h2>
      ) : (
        <h3>
          <Words text={block.text} />
        </h3>
      );
    case 'list':
      return (
        <ul>
          {block.items.map((item) => (
            <li key={keyOf(item)}>
              <Words text={item} />
            </li>
          ))}
        </ul>
      );
    case 'table':
      return <Table {...block} />;
    case 'paragraph':
      return (
        <p>
          <Words text={block.text} />
        </p>
      );
  }
}

export function MarkdownText({ markdown }: { readonly markdown: string }) {
  // biome-ignore lint/suspicious/noArrayIndexKey: blocks of one text never change places
  return blocksOf(markdown).map((block, index) => <One key={index} block={block} />);
}
