/** Module init of the functions against that of a bare client: fresh processes, interleaved. */
import { execFile } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { medianOf } from './figures.ts';

const run = promisify(execFile);
/** One cold start. JavaScript, given as text: nothing has to be stripped or read before the module is. */
const loader = `
  const cpuBefore = process.cpuUsage();
  const began = performance.now();
  await import(process.argv[1]);
  const wall = performance.now() - began;
  const { user, system } = process.cpuUsage(cpuBefore);
  process.stdout.write(JSON.stringify({ wall, cpu: (user + system) / 1000 }), () => process.exit());
`;

/** A module to load, and the environment that it finds. */
export interface Module {
  name: string;
  file: string;
  env: Record<string, string>;
}

/** Nothing of this shell: what a function finds on AWS, and where Node looks for its libraries. */
const lambdaEnv = { AWS_REGION: 'eu-central-1', AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x', TZ: 'UTC' };

/** Milliseconds of a load. */
export interface Init {
  wall: number;
  /** What other processes on the machine take does not count here. */
  cpu: number;
}

const loadOnce = async ({ file, env }: Module): Promise<Init> => {
  const args = ['--input-type=module', '--eval', loader, pathToFileURL(file).href];
  const { stdout } = await run(process.execPath, args, { env: { ...lambdaEnv, ...env } });
  return JSON.parse(stdout);
};

/** Medians of each module over so many rounds. Every round loads each once, beginning with another one. */
export const measureInit = async (modules: readonly Module[], rounds: number): Promise<Map<string, Init>> => {
  const loads = new Map(modules.map(({ name }) => [name, [] as Init[]]));
  for (let round = 0; round < rounds; round += 1) {
    const order = modules.map((_, index) => modules[(index + round) % modules.length] as Module);
    for (const module of order) loads.get(module.name)?.push(await loadOnce(module));
  }
  const median = (values: Init[], of: keyof Init) => medianOf(values.map((value) => value[of]));
  return new Map([...loads].map(([name, all]) => [name, { wall: median(all, 'wall'), cpu: median(all, 'cpu') }]));
};
