/** Faults of the reviewer: trouble on our side that is retried and never scored. */

export type FaultReason =
  /** The sandbox gave no result, even after the retries. */
  | 'sandbox_unavailable'
  /** No sandbox here has the tier, the language or the packages that the project needs. */
  | 'environment_unavailable'
  /** Our checker program failed, or answered with something else than true or false. */
  | 'checker_failed'
  /** More reviews are waiting than the queue may hold. */
  | 'overloaded';

/** Rejection of a review: no finding was made, the same review may be asked for again. */
export class ReviewFault extends Error {
  override readonly name = 'ReviewFault';
  readonly reason: FaultReason;

  constructor(reason: FaultReason, message: string, cause?: unknown) {
    super(message, { cause });
    this.reason = reason;
  }
}
