/** What tracking products have in common: a status becomes a state of the delivery, and a scan says when it arrived. */
import type { deliveryStates } from '../../../events/record-types.ts';
import { nothing, only, unmapped } from '../adapted.ts';
import type { Adapted, Unmapped } from '../adapter.ts';
import { readSubject, type SubjectSettings } from './subject.ts';

type State = (typeof deliveryStates)[number];

/** What a status means: a state of the delivery, or that it says nothing of where the parcel is, and why. */
export type Meaning = State | { says: 'nothing'; why: string };

/** The statuses that a product documents, each with its meaning. */
export type Meanings = Readonly<Record<string, Meaning>>;

/** The meaning of a documented status; `undefined` for any other. */
export const meaningOf = (meanings: Meanings, status: string | null | undefined): Meaning | undefined =>
  status && Object.hasOwn(meanings, status) ? meanings[status] : undefined;

/** A time as the product wrote it, and where it stands. */
interface Written {
  at: string | null | undefined;
  path: Unmapped['path'];
}

/** One scan of a parcel. */
interface Scan extends Written {
  meaning: Meaning | undefined;
}

/** A parcel's tracking as a product tells it. */
export interface Tracking {
  /** The product's id of this message. */
  id: string;
  product: string;
  status: { text: string; meaning: Meaning | undefined; path: Unmapped['path'] };
  /** When the product knew it, with offset. */
  time: Written;
  /** Every scan so far, in the order in which they happened. */
  history: readonly Scan[];
  /** When it arrived, where the history doesn't tell. */
  arrival: Written;
  /** A moment of the contract from a time as the product writes it; by default it must have an offset. */
  momentOf?: (time: string) => string | undefined;
}

const instantOf = (time: string): string | undefined => (/T.*(Z|[+-]\d{2}:\d{2})$/.test(time) ? time : undefined);

/**
 * The scan with which a parcel arrived: carriers report it again afterwards, with a signature or a picture, so it is the
 * first of the last run of them.
 */
const arrivalIn = (history: readonly Scan[]): Scan | undefined => {
  let at = history.findLastIndex(({ meaning }) => meaning === 'delivered');
  while (at > 0 && history[at - 1]?.meaning === 'delivered') at -= 1;
  return history[at];
};

/** A parcel that was sent back and then arrives has arrived at its sender. */
const stateOf = (state: State, history: readonly Scan[]): State =>
  state === 'delivered' && history.some(({ meaning }) => meaning === 'returned') ? 'returned' : state;

/** The progress of the delivery that a payload is about. */
export const adaptTracking = (tracking: Tracking, payload: unknown, settings: SubjectSettings): Adapted => {
  const { id, product, status, time, history } = tracking;
  const shown = JSON.stringify(status.text.slice(0, 40));
  const { meaning } = status;
  if (!meaning) return unmapped(status.path, `${shown} is not a status that ${product} documents`);
  if (typeof meaning === 'object') return nothing(`the status is ${shown}: ${meaning.why}`);
  const named = readSubject(payload, settings);
  if (!named.found) return unmapped(named.path, named.problem);
  const known = instantOf(time.at ?? '');
  if (!known) return unmapped(time.path, 'must be a time with an offset');

  const state = stateOf(meaning, history);
  const progress: { state: State; deliveredAt?: string } = { state };
  if (state === 'delivered') {
    const { at, path } = arrivalIn(history) ?? tracking.arrival;
    if (!at) return unmapped(path, 'does not say when it was delivered');
    const moment = (tracking.momentOf ?? instantOf)(at);
    if (!moment) return unmapped(path, 'must be a time with an offset');
    progress.deliveredAt = moment;
  }
  return only({ id, type: 'hoshin.delivery.v1', subject: named.subject, time: known, data: { progress } });
};
