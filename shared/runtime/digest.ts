/** The digest that orders and rejects carry: made at the edge, since the core imports no crypto. */
import { createHash } from 'node:crypto';
import type { Digest } from '../core/record/order.ts';

/** 16 hex digits of SHA-256: two texts that share them are taken for one, at odds of one to 10¹⁹. */
export const digest: Digest = (text) => createHash('sha256').update(text).digest('hex').slice(0, 16);
