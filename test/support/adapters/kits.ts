/** Every product that an adapter is for, as its documentation describes it. */
import type { Kit } from './kit.ts';
import { kit as typeform } from './typeform.ts';

export const kits: readonly Kit[] = [typeform];
