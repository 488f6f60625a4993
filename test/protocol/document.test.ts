/** Documents at the border: form and size are checked before anything is kept. */

import { expect, test } from 'vitest';
import { createMemoryStore } from '../../db/memory/store.ts';
import { createArena } from '../../server/app.ts';
import { marketId } from '../../server/kernel/id.ts';
import { OWNER } from '../../server/market/command.ts';
import { DOCUMENT_MAX, DocumentRefused, parseDocument } from '../../server/protocol/arena/document.ts';

const text = { mediaType: 'text/plain', nonce: 'n', body: 'x' };

test.each([
  ['no document', null],
  ['a body that is no text', { ...text, body: 7 }],
  ['a missing nonce', { mediaType: 'text/plain', body: 'x' }],
  ['an unknown field', { ...text, author: 'Ann' }],
  ['a body above the limit', { ...text, body: 'x'.repeat(DOCUMENT_MAX + 1) }],
  ['an endless media type', { ...text, mediaType: 'x'.repeat(201) }],
])('%s is refused with its reason', (_what, input) => {
  expect(() => parseDocument(input)).toThrow(DocumentRefused);
});

test('the arena keeps nothing that it refuses', async () => {
  const store = createMemoryStore();
  let kept = 0;
  const contents: typeof store.contents = {
    ...store.contents,
    put: (content) => {
      kept += 1;
      return store.contents.put(content);
    },
  };
  const client = createArena({ store: { ...store, contents } }).connect(marketId('m'), OWNER);
  await expect(client.put({ ...text, body: 1 as never })).rejects.toThrow('body');
  expect(kept).toBe(0);
  await client.put(text);
  expect(kept).toBe(1);
});
