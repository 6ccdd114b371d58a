/** An item of the board, and what is to become of it. */
import type { Key, Kind } from '../store/keys.ts';

export interface BoardItem extends Key, Record<string, unknown> {
  kind: Kind;
}

export type ItemErasure =
  | { kind: 'keep' }
  | { kind: 'delete' }
  /** The item as it is to be. */
  | { kind: 'change'; item: BoardItem };

export const keep: ItemErasure = { kind: 'keep' };
export const remove: ItemErasure = { kind: 'delete' };
