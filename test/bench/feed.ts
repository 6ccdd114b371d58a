/** What the bench feeds: three months of real flights in the file's order, or the sample year in the same form. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sampleYear } from '../../cli/demo/sample-year.ts';
import type { HoshinEvent } from '../../events/event.ts';
import { Policy } from '../../shared/core/config/policy.ts';
import { importFile, parseMap } from '../support/import-rows.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const data = process.env.HOSHIN_DATA ?? join(root, '../shared/data');
const flights = join(data, 'deliveries', 'hflights_2011_q1.csv.gz');

/** How its rows become deliveries. */
export const mapFile = join(root, 'test/journey/maps/hflights.yaml');
export const source = 'hflights';

/** Late from 15 minutes on, by carrier: what the file's own flag says. */
export const policyInput = {
  timeZone: 'America/Chicago',
  onTime: { rule: 'timestamp' as const, late: { minutes: 15, inclusive: false } },
  dimensions: { carrier: 'open' as const },
};
export const policy = { ...Policy.parse(policyInput), version: 1 };

export interface Feed {
  /** Says whether these are the real flights. */
  about: string;
  file: string;
  /** In the file's order. */
  events: HoshinEvent[];
}

const header =
  'date,UniqueCarrier,FlightNum,Origin,Dest,DepTime,ArrTime,ArrDelay,DepDelay,Cancelled,CancellationCode,Diverted';

/** The sample year's deliveries in the columns of the flights, so that all that follows is the same. */
const writeSample = (file: string): void => {
  const promised = new Map<string, { day: string; carrier: string; site: string }>();
  const lines: string[] = [];
  for (const { subject, data } of sampleYear(1, '2026-10-30')) {
    const { promise, about, progress } = (data ?? {}) as Record<string, Record<string, string> | undefined>;
    if (promise?.first && about)
      promised.set(subject, { day: promise.first, carrier: about.carrier ?? '', site: about.site ?? '' });
    const known = promised.get(subject);
    const deliveredAt = progress?.deliveredAt;
    if (!known || !deliveredAt) continue;
    const minutes = Math.round((Date.parse(deliveredAt) - Date.parse(`${known.day}T18:00:00Z`)) / 60_000);
    const time = deliveredAt.slice(11, 16).replace(':', '');
    lines.push(
      [
        deliveredAt.slice(0, 10),
        known.carrier,
        subject,
        known.site,
        'customer',
        '0000',
        time,
        minutes,
        0,
        0,
        '',
        0,
      ].join(),
    );
  }
  writeFileSync(file, `${[header, ...lines].join('\n')}\n`);
};

/** Maps the feed and takes at most so many of its rows; `folder` takes the sample year's file where the flights are missing. */
export const openFeed = async (folder: string, limit = Number.POSITIVE_INFINITY): Promise<Feed> => {
  const real = existsSync(flights);
  const file = real ? flights : join(folder, 'sample-year.csv');
  if (!real) writeSample(file);
  const imported = await importFile(file, parseMap(readFileSync(mapFile, 'utf8')));
  // The webhook judges what is sent to it; here the map's own output is stored.
  const events = (imported.events as HoshinEvent[]).slice(0, limit);
  const what = real ? 'hflights 2011 Q1' : 'the sample year (no real data: set HOSHIN_DATA)';
  return {
    about: `${what}, ${events.length.toLocaleString('en')} records in file order, carrier as dimension`,
    file,
    events,
  };
};
