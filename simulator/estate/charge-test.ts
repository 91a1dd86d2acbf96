import type { PlantedCharge } from './estate.ts';

/** Whether a charge passes a filter. */
export type ChargeTest = (charge: PlantedCharge) => boolean;

export const every =
  (tests: readonly ChargeTest[]): ChargeTest =>
  (charge) =>
    tests.every((passes) => passes(charge));

export const some =
  (tests: readonly ChargeTest[]): ChargeTest =>
  (charge) =>
    tests.some((passes) => passes(charge));

export const not =
  (passes: ChargeTest): ChargeTest =>
  (charge) =>
    !passes(charge);
