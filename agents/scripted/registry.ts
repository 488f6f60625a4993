/** Every bidding strategy by name, and how a roster file names one with its parameters. */

import { z } from 'zod';
import { type BudgetFractionParams, budgetFraction, budgetFractionParams } from './budget-fraction.ts';
import { type RandomParams, random, randomParams } from './random.ts';
import { type ShadingParams, shading, shadingParams } from './shading.ts';
import { type SnipingParams, sniping, snipingParams } from './sniping.ts';
import { type SpecialistParams, specialist, specialistParams } from './specialist.ts';
import type { BidContext, BidPlan, Strategy } from './strategy.ts';
import { type TruthfulParams, truthful, truthfulParams } from './truthful.ts';
import { type UndercuttingParams, undercutting, undercuttingParams } from './undercutting.ts';

export interface StrategyParams {
  readonly truthful: TruthfulParams;
  readonly shading: ShadingParams;
  readonly undercutting: UndercuttingParams;
  readonly sniping: SnipingParams;
  readonly random: RandomParams;
  readonly budget_fraction: BudgetFractionParams;
  readonly specialist: SpecialistParams;
}

export type StrategyName = keyof StrategyParams;

/** A strategy with its parameters, as a roster names it: `{ name: sniping, params: { beforeCloseMs: 5000 } }`. */
export type StrategyChoice<Name extends StrategyName = StrategyName> = {
  [N in Name]: { readonly name: N; readonly params: StrategyParams[N] };
}[Name];

export const strategies: { readonly [N in StrategyName]: Strategy<StrategyParams[N]> } = {
  truthful,
  shading,
  undercutting,
  sniping,
  random,
  budget_fraction: budgetFraction,
  specialist,
};

/** Unknown names and parameters are refused; what a file leaves out takes its default. */
export const strategySchema = z.discriminatedUnion('name', [
  z.strictObject({ name: z.literal('truthful'), params: truthfulParams.prefault({}) }),
  z.strictObject({ name: z.literal('shading'), params: shadingParams.prefault({}) }),
  z.strictObject({ name: z.literal('undercutting'), params: undercuttingParams.prefault({}) }),
  z.strictObject({ name: z.literal('sniping'), params: snipingParams.prefault({}) }),
  z.strictObject({ name: z.literal('random'), params: randomParams.prefault({}) }),
  z.strictObject({ name: z.literal('budget_fraction'), params: budgetFractionParams.prefault({}) }),
  z.strictObject({ name: z.literal('specialist'), params: specialistParams.prefault({}) }),
]) satisfies z.ZodType<StrategyChoice>;

/** What the strategy so chosen does in this situation. */
export function planBid<Name extends StrategyName>(
  choice: StrategyChoice<Name>,
  situation: Omit<BidContext, 'params'>,
): BidPlan | null {
  const strategy: Strategy<StrategyParams[Name]> = strategies[choice.name];
  return strategy({ ...situation, params: choice.params });
}
