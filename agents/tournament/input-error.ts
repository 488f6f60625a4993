/** Something that a person gave us is wrong: what, where, and what to do, with the exit code that says so. */

export class InputError extends Error {
  override readonly name = 'InputError';
  /** 65: a file's content; 64: the command line; 69: something that is needed is not there. */
  readonly exitCode: 64 | 65 | 69;

  constructor(message: string, exitCode: 64 | 65 | 69 = 65) {
    super(message);
    this.exitCode = exitCode;
  }
}
