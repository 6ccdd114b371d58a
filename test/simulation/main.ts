/** `npm run simulate -- --seeds N [--seed K] [--from F] [--break watermark]`: runs seeds, or one of them again. */
import { parseArgs } from 'node:util';
import { type Break, breaks } from './breaks.ts';
import { runSeed } from './run-seed.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '3000' },
    from: { type: 'string', default: '1' },
    seed: { type: 'string' },
    break: { type: 'string' },
  },
});

const broken = values.break;
if (broken !== undefined && !(broken in breaks)) {
  console.error(`--break must be one of ${Object.keys(breaks).join(', ')}`);
  process.exit(2);
}
const first = Number(values.seed ?? values.from);
const count = values.seed === undefined ? Number(values.seeds) : 1;
const replay = (seed: number) => `npm run simulate -- --seed ${seed}${broken ? ` --break ${broken}` : ''}`;

const startedAt = performance.now();
let [failures, steps, rebuilds] = [0, 0, 0];
for (let seed = first; seed < first + count; seed++) {
  const result = await runSeed(seed, broken as Break | undefined);
  steps += result.steps;
  rebuilds += result.rebuilds;
  if (result.problems.length > 0) {
    failures += 1;
    console.log(`Seed ${seed} fails. Again: ${replay(seed)}`);
    for (const problem of result.problems.slice(0, count === 1 ? 100 : 3)) console.log(`  ${problem}`);
  }
  const done = seed - first + 1;
  if (done % 500 === 0) console.log(`${done} of ${count} seeds, ${failures} failed`);
}
const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
console.log(
  `${count} seeds, ${failures} failed; ${steps} steps, ${rebuilds} rebuilds finished under traffic, ${seconds} s`,
);
process.exitCode = failures > 0 ? 1 : 0;
