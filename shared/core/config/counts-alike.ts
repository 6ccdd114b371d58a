/** Which part of a policy decides how records are counted: a change of the rest needs no recount. */
import type { Policy } from './policy.ts';

/** Business hours are counted only where complaints' times are taken in them; else only ladders look at them. */
const countsBusinessHours = ({ complaints, sources }: Policy): boolean =>
  complaints.hours === 'business' || Object.values(sources).some((source) => source.complaints?.hours === 'business');

/** Two policies that agree in this part count every record alike, whatever else differs. */
export const countingPart = (policy: Policy): Partial<Policy> => {
  const { version: _, company: __, process: ___, retention: _______, businessHours, complaints, ...counting } = policy;
  const { owner: ____, severe: _____, form: ______, ...times } = complaints;
  return {
    ...counting,
    complaints: times,
    ...(businessHours && countsBusinessHours(policy) && { businessHours }),
  };
};
