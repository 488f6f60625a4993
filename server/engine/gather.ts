/** Waiting for company: a flush of the disk costs as much as many commands, so those that are on their way shall share it. */

/** Turns of the event loop that a group is gathered over at the most: bounds how long its first command waits. */
const TURNS = 4;

/**
 * Resolves after the first turn of the event loop that brought nothing more. A command by itself waits for one turn; those
 * whose requests have come to this machine already, and are only not read yet, come with the next ones.
 */
export async function gather(waiting: { readonly length: number }): Promise<void> {
  for (let turn = 0, before = 0; turn < TURNS && waiting.length > before; turn += 1) {
    before = waiting.length;
    await new Promise((done) => setImmediate(done));
  }
}
