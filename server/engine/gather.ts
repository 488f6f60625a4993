/** Waiting for company: a flush of the disk costs as much as many commands, so those that are on their way shall share it. */

/** Turns of the event loop that a group is gathered over at the most: bounds how long its first command waits. */
const TURNS = 4;
/** Commands that wait for no more: what comes after them is read and parsed while the disk is busy with these. */
const ENOUGH = 32;

/**
 * Resolves after the first turn of the event loop that brought nothing more, or as soon as `waiting` holds enough. A command
 * by itself waits for one turn; those whose requests have come to this machine already, and are only not read yet, come with
 * the next ones. `arrived`: to be called with each that comes.
 */
export function createGathering(waiting: { readonly length: number }) {
  let enough = (): void => {};

  async function quiet(): Promise<void> {
    for (let turn = 0, before = 0; turn < TURNS && waiting.length > before; turn += 1) {
      before = waiting.length;
      await new Promise((done) => setImmediate(done));
    }
  }

  return {
    gather: (): Promise<void> =>
      new Promise((done) => {
        enough = done;
        void quiet().then(done);
      }),
    arrived: (): void => {
      if (waiting.length >= ENOUGH) enough();
    },
  };
}
