/** A reject that names somebody who was erased: that there was one stays, what it said does not. */
import type { Reject } from '../store/ingest-message.ts';
import { identitiesInText } from './identities.ts';
import type { KnownErased } from './known-erased.ts';

/** The reject as it may be kept. Cut, so that it is not offered to be sent again. */
export const stripReject = async (erased: KnownErased, namespace: string, reject: Reject): Promise<Reject> => {
  // Before the text is looked at: there may be many of 64 KB.
  if (!(await erased.any())) return reject;
  if (!(await erased.includes(identitiesInText(namespace, reject.event)))) return reject;
  const { origin: _, ...rest } = reject;
  return { ...rest, event: '', value: '', cut: true };
};
