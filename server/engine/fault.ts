/** Trouble outside the rules. A fault is ours or the machine's: the same command may be sent again. */

export type FaultCode =
  | 'store_failed'
  | 'storage_full'
  | 'market_stopped'
  | 'unknown_market'
  | 'engine_closed'
  | 'overloaded'
  | 'log_damaged'
  | 'listener_failed';

/** Nothing of the command was kept unless a retry with the same command id says so. */
export class Fault extends Error {
  override readonly name = 'Fault';
  readonly code: FaultCode;

  constructor(code: FaultCode, message: string, cause?: unknown) {
    super(`${code}: ${message}`, cause === undefined ? undefined : { cause });
    this.code = code;
  }
}

/** The text of anything that was thrown. */
export function reasonOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
