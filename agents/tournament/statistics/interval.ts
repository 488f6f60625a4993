/** An estimate with the interval that its uncertainty spans. */

export interface Interval {
  readonly low: number;
  readonly high: number;
}

export interface Estimate extends Interval {
  readonly value: number;
}
