/** Several items at work at the same time, their results in the order of the items. */

/**
 * At most `width` calls of `work` run at once. However it ends, no call is left running: whoever closes what they use
 * may do so then.
 */
export async function* inOrder<Item, Result>(
  items: AsyncIterable<Item>,
  width: number,
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<Result> {
  const running: Promise<Result>[] = [];
  try {
    for await (const item of items) {
      const one = work(item);
      // Its trouble is met at its turn.
      one.catch(() => {});
      running.push(one);
      const [first] = running;
      if (running.length < width || first === undefined) continue;
      const result = await first;
      running.shift();
      yield result;
    }
    for (let first = running[0]; first !== undefined; first = running[0]) {
      const result = await first;
      running.shift();
      yield result;
    }
  } finally {
    await Promise.allSettled(running);
  }
}
