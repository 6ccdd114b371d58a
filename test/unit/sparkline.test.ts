import { describe, expect, it } from 'vitest';
import { drawSparkline, sparklineColours } from '../../shared/charts/sparkline.ts';

const spark = (values: (number | null)[], missed = false) => drawSparkline({ values, target: 0.9, missed });
const pathOf = (svg: string) => /<path d="([^"]*)"/.exec(svg)?.[1] ?? '';

/** Contrast of two colours (WCAG 2.2, relative luminance). */
const contrast = (a: string, b: string): number => {
  const luminance = (hex: string) => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
      const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((one, other) => other - one);
  return (light + 0.05) / (dark + 0.05);
};

describe('the sparkline', () => {
  it('leaves a gap where a period has no data', () => {
    expect(pathOf(spark([0.95, 0.92, null, 0.91])).match(/M/g)).toHaveLength(2);
    expect(pathOf(spark([null, 0.92, 0.91]))).toMatch(/^M/);
  });

  it('marks the newest point, red only if it missed', () => {
    expect(spark([0.95, 0.8], true)).toContain(sparklineColours.miss);
    expect(spark([0.95, 0.92])).not.toContain(sparklineColours.miss);
    expect(spark([0.95, null])).toContain('<circle cx="5"');
  });

  it('keeps every figure finite when nothing is known, or all are equal', () => {
    for (const values of [[], [null], [0.9], [0.9, 0.9]]) expect(spark(values)).not.toMatch(/NaN|Infinity|null/);
  });

  it('can be seen on white and on dark ground', () => {
    for (const colour of Object.values(sparklineColours))
      for (const ground of ['#ffffff', '#161b26'])
        expect(contrast(colour, ground), `${colour} on ${ground}`).toBeGreaterThan(3);
  });
});
