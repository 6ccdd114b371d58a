/** Every product that an adapter is for, as its documentation describes it. */
import { kit as aftership } from './aftership.ts';
import { kit as easypost } from './easypost.ts';
import { kit as formbricks } from './formbricks.ts';
import { kit as json } from './json.ts';
import type { Kit } from './kit.ts';
import { kit as shippo } from './shippo.ts';
import { kit as shopify } from './shopify.ts';
import { kit as surveymonkey } from './surveymonkey.ts';
import { kit as typeform } from './typeform.ts';
import { kit as zendesk } from './zendesk.ts';

export const kits: readonly Kit[] = [
  aftership,
  easypost,
  formbricks,
  json,
  shippo,
  shopify,
  surveymonkey,
  typeform,
  zendesk,
];
