/** The store function. */
import { parseEnv } from '../../shared/runtime/env.ts';
import { Env } from './env.ts';

parseEnv(Env);

export const handler = (): Promise<void> => Promise.reject(new Error('store is not written yet'));
