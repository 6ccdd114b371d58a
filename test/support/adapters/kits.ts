/** Every product that an adapter is for, as its documentation describes it. */
import { kit as formbricks } from './formbricks.ts';
import type { Kit } from './kit.ts';
import { kit as surveymonkey } from './surveymonkey.ts';
import { kit as typeform } from './typeform.ts';

export const kits: readonly Kit[] = [formbricks, surveymonkey, typeform];
