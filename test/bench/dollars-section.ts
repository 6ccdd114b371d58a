/** The counted units of the bench in dollars, for two ways in which records arrive. */
import { prices } from '../../infra/prices.ts';
import { type Arrival, priceMillion } from './dollars.ts';
import type { Feed } from './feed.ts';
import { type Figure, formatValue, type Section } from './figures.ts';
import type { CountedUnits } from './write-units.ts';

const bytesOf = ({ events }: Feed): number => Buffer.byteLength(JSON.stringify(events)) / events.length;

const figuresOf = (name: string, counted: CountedUnits, arrival: Arrival): Figure[] => {
  const writes = counted.store + (counted.rows.get(arrival.foldBatch) ?? Number.NaN) + counted.exceptions;
  const costs = priceMillion({ writes, readsAnEvaluation: counted.readsAnEvaluation }, arrival);
  const total = costs.reduce((sum, { dollars }) => sum + dollars, 0);
  return [
    { name: `a million records, ${name}`, value: total, unit: '$', note: `fold batches of ${arrival.foldBatch}` },
    ...costs.map(({ component, quantity, of, dollars }) => ({
      name: `  ${component}`,
      value: dollars,
      unit: '$',
      note: `${formatValue(quantity >= 100 ? Math.round(quantity) : quantity)} ${of}`,
    })),
  ];
};

export const priceSection = (feed: Feed, counted: CountedUnits): Section => {
  const bytes = bytesOf(feed);
  return {
    title: 'Dollars a million records',
    about: [
      `list prices of ${prices.asOf} in ${prices.region}, without free tiers; one event a record, ${Math.round(bytes)} bytes each`,
      'writes and reads are counted above; calls follow from the batches; what is assumed is in test/bench/dollars.ts',
    ],
    figures: [
      ...figuresOf('single POSTs', counted, { eventsInPost: 1, postBytes: bytes, foldBatch: 100 }),
      ...figuresOf('batches of 100', counted, { eventsInPost: 100, postBytes: 100 * bytes, foldBatch: 1000 }),
    ],
  };
};
