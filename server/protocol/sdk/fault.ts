/** Trouble of the network or of the server, told alike whatever carried the call. A refusal is no trouble but an answer. */

/**
 * What went wrong. `unreachable`, `unavailable`, `rate_limited`: the same call may be made again. The others stay as they are
 * until somebody does something about them.
 */
export type ArenaFaultCode =
  | 'unreachable'
  | 'unavailable'
  | 'rate_limited'
  | 'not_authenticated'
  | 'not_allowed'
  | 'unknown_market'
  | 'protocol_too_old'
  | 'bad_request'
  | 'bad_answer'
  | 'server_failed'
  | 'another_log'
  | 'listener_failed'
  | 'closed';

export class ArenaFault extends Error {
  override readonly name = 'Fault';
  readonly code: ArenaFaultCode;
  /** After how long the same call may be made again; null: it would meet the same trouble. */
  readonly retryAfterMs: number | null;
  /** The server's own name of the request, to be found in its log. */
  readonly requestId: string | null;

  constructor(
    code: ArenaFaultCode,
    message: string,
    more: Partial<Pick<ArenaFault, 'retryAfterMs' | 'requestId'>> = {},
  ) {
    super(`${code}: ${message}`);
    this.code = code;
    this.retryAfterMs = more.retryAfterMs ?? null;
    this.requestId = more.requestId ?? null;
  }
}

/** Whether it was trouble of the machine and no mistake of the program: also where no network lies between. */
export function isFault(thrown: unknown): thrown is Error & { readonly code: string } {
  return thrown instanceof Error && thrown.name === 'Fault' && 'code' in thrown;
}
