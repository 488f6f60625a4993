/** The part of jStat that `distributions.ts` uses; the package brings no types of its own. */

declare module 'jstat' {
  interface Distribution<Parameters extends number[]> {
    cdf(x: number, ...parameters: Parameters): number;
    inv(p: number, ...parameters: Parameters): number;
  }
  const library: {
    readonly jStat: {
      readonly normal: Distribution<[mean: number, deviation: number]>;
      readonly studentt: Distribution<[freedom: number]>;
      readonly beta: Distribution<[alpha: number, beta: number]>;
      readonly noncentralt: { cdf(x: number, freedom: number, noncentrality: number): number };
    };
  };
  export = library;
}
