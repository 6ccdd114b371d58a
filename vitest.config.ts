import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

// Many tests wait for an engine or a browser: on two cores, three at once end a fifth sooner than two.
const maxWorkers = Math.max(3, availableParallelism());

export default defineConfig({
  test: {
    // Where HOSHIN_TEST_REPORT points, CI reads the counts from.
    reporters: process.env.HOSHIN_TEST_REPORT ? ['default', 'json'] : ['default'],
    outputFile: process.env.HOSHIN_TEST_REPORT ? { json: process.env.HOSHIN_TEST_REPORT } : {},
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/{unit,property,contract}/**/*.test.ts'],
          maxWorkers,
          // Only what hangs shall end here: machines are shared, and some are slow.
          testTimeout: 90_000,
          hookTimeout: 90_000,
        },
      },
      { test: { name: 'infra', include: ['test/infra/**/*.test.ts'], maxWorkers, testTimeout: 120_000 } },
      { test: { name: 'simulation', include: ['test/simulation/**/*.test.ts'], maxWorkers, testTimeout: 600_000 } },
      {
        test: {
          name: 'journey',
          include: ['test/journey/**/*.test.ts'],
          testTimeout: 600_000,
          hookTimeout: 180_000,
          // A journey mostly waits for windows and schedules: three at once use a machine with two cores well.
          maxWorkers: 3,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
