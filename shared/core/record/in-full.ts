/** Whether a delivery is complete, as the policy says. */

import type * as z from 'zod';
import type { DeliveryLine } from '../../../events/delivery.ts';
import type { Policy } from '../config/policy.ts';

type Line = z.infer<typeof DeliveryLine>;

// Quantities are binary fractions: 0.99 of 1.1 is short by ten percent exactly, though the products say by more.
const rounding = 1e-12;

/** True if a line came whole, or short by no more than the tolerance. More than was ordered is whole. */
export const isLineInFull = ({ ordered, delivered }: Line, { inFull }: Policy): boolean =>
  delivered * 100 >= ordered * (100 - inFull.tolerancePercent) * (1 - rounding);
