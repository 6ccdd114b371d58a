/** Runs one seed: some time of misfortune, then calm until everything has come to rest, then the reckoning. */
import { applierOf, type Break } from './breaks.ts';
import { type Random, randomFrom } from './random.ts';
import { messagesOf } from './scenario.ts';
import { calm, type Misfortunes, settle } from './scheduler.ts';
import { verify } from './verify.ts';
import { World } from './world.ts';

export interface SeedResult {
  seed: number;
  /** Requests to tables. */
  steps: number;
  /** Rebuilds that came to their end while traffic went on. */
  rebuilds: number;
  problems: string[];
}

const misfortunesOf = (random: Random): Misfortunes => {
  const one = () => (random.chance(0.3) ? 0 : random.pick([0.005, 0.02, 0.06]));
  return { refused: one(), replyLost: one(), sentTwice: one(), death: one(), sleep: one(), slow: one() };
};

/** One thing that happens from outside. */
const disturb = (world: World, busy: { policies: boolean; deploys: boolean; replays: boolean }): void => {
  const { random } = world;
  const dice = random.int(100);
  if (busy.policies && random.chance(0.2)) world.startRebuild();
  else if (dice < 35) world.startStore();
  else if (dice < 75) world.startFold();
  else if (dice < 80) world.repeatFold();
  else if (dice < 84) world.wake();
  else if (dice < 87) world.stream.split();
  else if (dice < 88 && busy.policies && random.chance(0.3)) world.startPolicy();
  else if (dice < 91 && busy.deploys) world.deploy();
  else if (dice < 92 && busy.replays) world.replay();
  else if (dice < 94) world.startProbe();
  else if (busy.policies || busy.deploys) world.startRebuild();
};

/** Lets everything come to its end. Sleepers wake up; some only after all has been done without them. */
const calmDown = async (world: World): Promise<string | undefined> => {
  const { random, scheduler } = world;
  scheduler.misfortunes = calm;
  let replays = random.int(2);
  let quiet = false;
  for (let turn = 0; turn < 20_000; turn++) {
    scheduler.now += 100;
    if (await scheduler.step()) continue;
    if (random.chance(0.1) && world.wake()) continue;
    if (world.startStore() || world.startFold()) quiet = false;
    else if (world.wake()) quiet = false;
    else if (!quiet) {
      world.startRebuild();
      scheduler.now += 5_000;
      do await settle();
      while (await scheduler.step());
      quiet = world.rebuild !== undefined && 'status' in world.rebuild && world.rebuild.status.state === 'idle';
    } else if (replays > 0) {
      replays -= 1;
      world.replay();
    } else return undefined;
    await settle();
  }
  return 'the world does not come to rest';
};

export const runSeed = async (seed: number, broken?: Break): Promise<SeedResult> => {
  const random = randomFrom(seed);
  const world = new World(random, misfortunesOf(random), messagesOf(random), applierOf(broken));
  const busy = { policies: random.chance(0.5), deploys: random.chance(0.15), replays: random.chance(0.3) };
  const { scheduler } = world;
  const turns = random.between(50, 400) * (busy.policies ? 2 : 1);
  for (let turn = 0; turn < turns; turn++) {
    // Early enough for a rebuild to come to its end while traffic goes on.
    if (busy.policies && turn === Math.floor(turns / 8)) world.startPolicy();
    scheduler.now += random.chance(0.03) ? 12_000 : random.int(300);
    if (random.chance(0.7) && (await scheduler.step())) continue;
    disturb(world, busy);
    await settle();
  }
  const rebuilds = world.promoted;
  const restless = await calmDown(world);
  const problems = restless ? [restless, ...world.bugs] : await verify(world);
  return { seed, steps: scheduler.steps, rebuilds, problems };
};
