import { describe, expect, it } from 'vitest';
import { axisOf } from '../../shared/charts/axis.ts';
import { rasterize } from '../../shared/charts/rasterize.ts';
import { chartColours, drawTrend, shortCount, type Trend } from '../../shared/charts/trend-chart.ts';

const trend = (values: (number | null)[], missed: number[] = []): Trend => ({
  alt: 'The trend',
  points: values.map((value, at) => ({
    label: `P${at}`,
    value,
    n: 100,
    interval: value === null ? null : [value - 0.02, value + 0.02],
    missed: missed.includes(at),
  })),
  target: { value: 0.9, label: 'target at least 90 %' },
  better: 'higher',
  bounds: [0, 1],
  tickLabel: (value) => `${Math.round(value * 1000) / 10} %`,
  valueLabel: (value) => `${Math.round(value * 1000) / 10} %`,
});
const linesOf = (svg: string) => /<path d="([^"]*)"/.exec(svg)?.[1]?.match(/M/g)?.length ?? 0;

describe('the trend chart', () => {
  it('draws a gap for a period without data, and does not bridge it', () => {
    expect(linesOf(drawTrend(trend([0.9, 0.91, 0.92])))).toBe(1);
    expect(linesOf(drawTrend(trend([0.9, null, 0.92])))).toBe(2);
  });

  it('marks only missed periods red', () => {
    const dots = (svg: string) => svg.split(`r="5" fill="${chartColours.miss}"`).length - 1;
    expect(dots(drawTrend(trend([0.95, 0.8, 0.85], [1])))).toBe(1);
    expect(drawTrend(trend([0.95, 0.92]))).not.toContain(chartColours.miss);
  });

  it('keeps every figure finite when nothing is known, or all are equal', () => {
    for (const values of [[null, null], [0.9], [0.9, 0.9, 0.9], [0, 1]])
      expect(drawTrend(trend(values))).not.toMatch(/NaN|Infinity|undefined/);
  });

  it('survives intervals without bounds', () => {
    const open = trend([0.8, 0.9]);
    const points = open.points.map((point) => ({ ...point, interval: [null, null] as const }));
    expect(drawTrend({ ...open, points })).not.toMatch(/NaN|Infinity|null/);
  });

  it('escapes its texts', () => {
    const hostile = '"><script>alert(1)</script>';
    const svg = drawTrend({ ...trend([0.9]), alt: hostile, target: { value: 0.9, label: hostile } });
    expect(svg).not.toContain('<script');
  });

  it('leaves out a year that the next would touch', () => {
    const years = ['2023', '2024', undefined, undefined, undefined, '2025'];
    const points = Array.from({ length: 13 }, (_, at) => {
      const year = years[at];
      return { label: `Q${at % 4}`, value: 0.9, n: 100, interval: null, missed: false, ...(year && { year }) };
    });
    const svg = drawTrend({ ...trend([0.9]), points });
    expect([...svg.matchAll(/>(20\d\d)</g)].map(([, year]) => year)).toEqual(['2024', '2025']);
  });

  it('leaves out names that would touch, never the newest, and says each year below its first name', () => {
    const months = ['Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec', 'Jan', 'Feb'];
    const base = trend(months.map(() => 0.9));
    const points = base.points.map((point, at) => {
      const year = at === 0 ? '2017' : at === 11 ? '2018' : undefined;
      return { ...point, label: months[at] ?? '', ...(year && { year }) };
    });
    const svg = drawTrend({ ...base, points });
    const placeOf = (text: string) =>
      [...svg.matchAll(/<text x="([^"]*)"[^>]*>([^<]*)</g)].filter(([, , said]) => said === text).map(([, x]) => x);
    expect(placeOf('Jan')).toEqual([]);
    expect(placeOf('Feb')).toHaveLength(2);
    expect([...placeOf('2017'), ...placeOf('2018')]).toEqual(placeOf('Feb'));
  });

  it('shortens counts that would not fit', () => {
    expect([333, 4071, 12_345, 1_234_567].map(shortCount)).toEqual(['333', '4,071', '12k', '1.2M']);
  });

  it('becomes a PNG of twice the size in full colour, with its letters drawn', async () => {
    const png = await rasterize(drawTrend(trend([0.95, 0.8], [1])));
    const header = new DataView(png.buffer, png.byteOffset, 33);
    expect([header.getUint32(16), header.getUint32(20)]).toEqual([880, 488]);
    // Colour type 6: RGBA, not a palette.
    expect(header.getUint8(25)).toBe(6);
    const mute = await rasterize(drawTrend(trend([0.95, 0.8], [1])).replaceAll(/<text[^>]*>[^<]*<\/text>/g, ''));
    expect(png.length).toBeGreaterThan(mute.length * 1.5);
  });
});

describe('the axis', () => {
  it('shows every value, stays within the unit, and names round values', () => {
    const axis = axisOf([0.796, 0.95, 0.9], [0.74, 1.2], [0, 1]);
    expect(axis.low).toBeLessThan(0.796);
    expect(axis.high).toBeLessThanOrEqual(1);
    expect(axis.ticks.length).toBeGreaterThanOrEqual(3);
    for (const tick of axis.ticks) expect(Math.round(tick * 1000) % 25).toBe(0);
  });

  it('is not flattened by an interval that is far wider than the values', () => {
    const axis = axisOf([0.9, 0.92], [0.1, 0.99], [0, 1]);
    expect(axis.low).toBeGreaterThan(0.85);
  });
});
