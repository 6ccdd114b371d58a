/**
 * The sample year of a fictional pump maker, Marlow Pumps: two sites, five carriers, four record types.
 * Planted: a carrier that begins to fail five weeks before the end, a defect wave in the last ten days,
 * and customers who notice both.
 */
import type { HoshinEvent } from '../../events/event.ts';
import { addDays, type Day, daysBetween } from '../../shared/core/time/calendar.ts';
import { type Random, seededRandom } from './random.ts';

const sampleSources = {
  orders: 'erp-marlow',
  carriers: 'carrier-tracking',
  quality: 'quality-lab',
  complaints: 'service-desk',
  surveys: 'survey-tool',
} as const;

const sites = { Lyon: 6, Gdansk: 4 };
const carriers = { Swiftline: 30, Nordfracht: 25, 'Baltic Cargo': 22, 'Rhone Express': 15, Volant: 8 };
const lateShare: Record<keyof typeof carriers, number> = {
  Swiftline: 0.03,
  Nordfracht: 0.05,
  'Baltic Cargo': 0.05,
  'Rhone Express': 0.04,
  Volant: 0.07,
};
const products = { 'P-100': 40, 'P-200': 30, 'P-300': 20, 'P-900': 10 };
const regions = { France: 35, Poland: 25, Germany: 20, Nordics: 12, Iberia: 8 };
/** Customers of the last deliveries, as they want to be written to: each is asked how it was. */
const askedDays = 3;
interface Customer {
  name: string;
  email: string;
  language: string;
}
const customers: readonly Customer[] = [
  { name: 'Amélie Girard', email: 'amelie.girard@aquadel.example', language: 'fr' },
  { name: 'Yusuf Haddad', email: 'yusuf.haddad@voda-group.example', language: 'ar' },
  { name: 'Hanna Lind', email: 'hanna.lind@nordic-water.example', language: 'en' },
];
const keyAccounts = ['Aquadel', 'Voda Group', 'Nordic Water'];
const segments = { Industry: 50, Utilities: 30, Trade: 20 };

const failingCarrier = 'Baltic Cargo';
const failureDays = 35;
const connectedDays = 90;
const defectDays = 10;
const defectProduct = 'P-300';
const daysOfYear = 365;

const at = (day: Day, hour: number, minute = 0) =>
  `${day}T${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}:00Z`;
const isWeekend = (day: Day) => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
const workday = (day: Day): Day => (isWeekend(day) ? workday(addDays(day, 1)) : day);

const envelope = (source: string, subject: string, time: string) => ({
  specversion: '1.0' as const,
  id: `${source}-${subject}-${time}`,
  source,
  subject,
  time,
});

interface Delivered {
  subject: string;
  late: boolean;
  deliveredOn: Day;
  about: { site: string; carrier: string; region: string; segment: string; product: string; keyAccount?: string };
}

/** `waiting`: customers who have no delivery yet. */
const deliveriesOfDay = (
  day: Day,
  lastDay: Day,
  random: Random,
  out: HoshinEvent[],
  waiting: Customer[],
): Delivered[] => {
  const delivered: Delivered[] = [];
  for (let number = 1; number <= random.between(17, 25); number += 1) {
    const subject = `SO-${day.replaceAll('-', '')}-${String(number).padStart(2, '0')}`;
    const carrier = random.weighted(carriers);
    const keyAccount = random.chance(0.15) ? random.pick(keyAccounts) : undefined;
    const about = {
      site: random.weighted(sites),
      carrier,
      region: random.weighted(regions),
      segment: random.weighted(segments),
      product: random.weighted(products),
      ...(keyAccount && { keyAccount }),
    };
    const ordered = random.between(1, 40);
    const placedOn = addDays(day, -random.between(5, 12));
    const failing = carrier === failingCarrier && daysBetween(day, lastDay) < failureDays;
    const late = random.chance(failing ? 0.62 : lateShare[carrier]);
    const days = late ? (failing ? random.between(1, 9) : random.between(1, 4)) : -random.between(0, 2);
    const deliveredOn = addDays(day, days);
    const short = random.chance(0.02);
    const time = at(deliveredOn, random.between(7, 17), random.between(0, 59));
    const customer = daysBetween(deliveredOn, lastDay) < askedDays ? waiting.shift() : undefined;
    const progress = { state: 'delivered' as const, deliveredAt: time, damaged: random.chance(0.01) };
    // The ERP's own history tells how it went; since the carriers are connected, they do.
    const fromHistory = daysBetween(day, lastDay) >= connectedDays;
    out.push({
      ...envelope(sampleSources.orders, subject, fromHistory ? time : at(placedOn, 9)),
      type: 'hoshin.delivery.v1',
      data: {
        promise: { first: day },
        ...(fromHistory && { progress }),
        lines: { items: [{ id: '1', ordered, delivered: short ? ordered - 1 : ordered }] },
        about: { ...about, ...(customer && { customer }) },
      },
    });
    if (deliveredOn > lastDay) continue;
    if (!fromHistory)
      out.push({
        ...envelope(sampleSources.carriers, subject, time),
        type: 'hoshin.delivery.v1',
        data: { progress },
      });
    delivered.push({ subject, late, deliveredOn, about });
  }
  return delivered;
};

const inspectionsOfDay = (day: Day, lastDay: Day, random: Random, out: HoshinEvent[]) => {
  for (let number = 1; number <= random.between(13, 17); number += 1) {
    const product = random.weighted(products);
    const site = random.weighted(sites);
    const inspected = random.between(20, 60);
    const wave = product === defectProduct && site === 'Gdansk' && daysBetween(day, lastDay) < defectDays;
    const rejectedShare = wave ? 0.16 : 0.006;
    let rejected = 0;
    let reworked = 0;
    for (let unit = 0; unit < inspected; unit += 1) {
      if (random.chance(rejectedShare)) rejected += 1;
      else if (random.chance(0.01)) reworked += 1;
    }
    const subject = `LOT-${day.replaceAll('-', '')}-${String(number).padStart(2, '0')}`;
    const time = at(day, random.between(6, 15), random.between(0, 59));
    out.push({
      ...envelope(sampleSources.quality, subject, time),
      type: 'hoshin.inspection.v1',
      data: {
        result: {
          inspectedAt: time,
          inspected,
          rejected,
          reworked,
          defects: rejected + random.between(0, rejected),
          opportunities: 12,
          step: random.pick(['casting', 'machining', 'assembly']),
          site,
          product,
        },
      },
    });
  }
};

const words = {
  late: ['It came days late and nobody told us.', 'Our line stood still waiting for these pumps.'],
  fine: ['All fine.', 'Quick and friendly, thank you.', 'Good packaging.', 'As always: on the day.'],
};

const feedbackOf = (delivery: Delivered, lastDay: Day, random: Random, out: HoshinEvent[]) => {
  const { subject, late, about } = delivery;
  const { site, region, segment, carrier } = about;
  if (random.chance(0.5)) {
    const day = addDays(delivery.deliveredOn, random.between(1, 4));
    if (day <= lastDay) {
      const time = at(day, random.between(8, 20), random.between(0, 59));
      out.push({
        ...envelope(sampleSources.surveys, `R-${subject}`, time),
        type: 'hoshin.response.v1',
        data: {
          answer: {
            answeredAt: time,
            survey: 'after-delivery',
            nps: late ? random.between(0, 7) : Number(random.weighted({ '6': 6, '7': 10, '8': 24, '9': 32, '10': 28 })),
            csat: late ? random.between(1, 3) : random.between(3, 5),
            ces: late ? random.between(2, 5) : random.between(4, 7),
            text: random.pick(late ? words.late : words.fine),
            delivery: subject,
            onTime: !late,
            site,
            region,
            segment,
            carrier,
          },
        },
      });
    }
  }
  if (!random.chance(late ? 0.45 : 0.07)) return;
  const receivedOn = workday(addDays(delivery.deliveredOn, random.between(0, 3)));
  if (receivedOn > lastDay) return;
  const receivedAt = at(receivedOn, random.between(8, 15), random.between(0, 59));
  const acknowledgedOn = addDays(receivedOn, random.between(0, 2));
  const resolvedOn = addDays(acknowledgedOn, random.between(1, 12));
  const caseNumber = `C-${subject}`;
  out.push({
    ...envelope(sampleSources.complaints, caseNumber, receivedAt),
    type: 'hoshin.complaint.v1',
    data: {
      received: {
        receivedAt,
        category: late ? 'late' : random.pick(['damaged', 'wrong article', 'invoice']),
        severity: late && random.chance(0.2) ? 'high' : 'normal',
        text: random.pick(
          late ? words.late : ['One pump had a scratched housing.', 'The invoice names the wrong order.'],
        ),
      },
      about: { site, region, segment, carrier },
    },
  });
  if (acknowledgedOn > lastDay) return;
  const resolved = resolvedOn <= lastDay;
  const acknowledgedAt = at(acknowledgedOn, 16);
  out.push({
    ...envelope(sampleSources.complaints, caseNumber, resolved ? at(resolvedOn, 17) : acknowledgedAt),
    type: 'hoshin.complaint.v1',
    data: {
      handling: resolved
        ? { state: 'resolved', acknowledgedAt, resolvedAt: at(resolvedOn, 17) }
        : { state: 'acknowledged', acknowledgedAt },
    },
  });
};

/**
 * Every event of the year that ends with `lastDay`, oldest first: about 12,000 records.
 * A function of the seed and the day alone, so that feeding it twice changes nothing.
 */
export const sampleYear = (seed: number, lastDay: Day): HoshinEvent[] => {
  const random = seededRandom(seed);
  const events: HoshinEvent[] = [];
  const waiting = [...customers];
  for (let ago = daysOfYear - 1; ago >= 0; ago -= 1) {
    const day = addDays(lastDay, -ago);
    if (isWeekend(day)) continue;
    for (const delivery of deliveriesOfDay(day, lastDay, random, events, waiting))
      feedbackOf(delivery, lastDay, random, events);
    inspectionsOfDay(day, lastDay, random, events);
  }
  return events.sort((a, b) => (a.time < b.time ? -1 : Number(a.time > b.time)));
};
