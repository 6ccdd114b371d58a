/** Quantiles of the gamma distribution with a whole shape, which the exact Poisson interval stands on. */

/** ln n!, by sums where they are short and by Stirling's series beyond (Abramowitz & Stegun 6.1.41): 14 digits. */
export const logFactorial = (n: number): number => {
  if (n < 20) {
    let sum = 0;
    for (let i = 2; i <= n; i++) sum += Math.log(i);
    return sum;
  }
  const x = n + 1;
  const series = 1 / (12 * x) - 1 / (360 * x ** 3) + 1 / (1260 * x ** 5);
  return (x - 0.5) * Math.log(x) - x + Math.log(2 * Math.PI) / 2 + series;
};

/** Density of Gamma(shape, 1) at x. */
const density = (shape: number, x: number) => Math.exp((shape - 1) * Math.log(x) - x - logFactorial(shape - 1));

/** P(shape, x), the regularized lower incomplete gamma function, by its series (Abramowitz & Stegun 6.5.29). */
export const lowerGamma = (shape: number, x: number): number => {
  if (x <= 0) return 0;
  let term = 1 / shape;
  let sum = term;
  for (let i = 1; term > sum * 1e-17; i++) {
    term *= x / (shape + i);
    sum += term;
  }
  return Math.min(1, sum * x * density(shape, x));
};

/** Beyond this shape Wilson and Hilferty's approximation has more digits than anyone reads. */
const largeShape = 100_000;

/**
 * The quantile of Gamma(shape, 1), `shape` a whole number from 1 on: half the chi-square quantile of 2·shape degrees.
 * Begins with Wilson and Hilferty's cube (1931) and polishes by Newton's method.
 *
 * @param normal the quantile of the standard normal distribution at `p`
 */
export const gammaQuantile = (p: number, shape: number, normal: number): number => {
  const spread = 1 / (9 * shape);
  let x = shape * Math.max(0.05, 1 - spread + normal * Math.sqrt(spread)) ** 3;
  if (shape > largeShape) return x;
  for (let i = 0; i < 50; i++) {
    const next = x - (lowerGamma(shape, x) - p) / density(shape, x);
    const polished = next > 0 ? next : x / 2;
    if (Math.abs(polished - x) <= 1e-11 * x) return polished;
    x = polished;
  }
  return x;
};
