/** How often a content was seen before, in sixteen bytes a row: for files whose rows have no id. */

const emptySlot = 0n;

/** An open-addressing table of 64-bit fingerprints; it doubles when it is three quarters full. */
export class Occurrences {
  private slots = new BigUint64Array(1 << 12);
  private used = 0;
  /** Only contents that repeat stand here: few, in files that are worth importing. */
  private readonly repeats = new Map<bigint, number>();

  /**
   * The occurrence number of a content by its digest (hex, at least 16 characters): 1 the first time.
   * Two contents with one 64-bit fingerprint would share a count: their ids stay distinct, since ids hold the whole digest.
   */
  next(digest: string): number {
    const print = BigInt(`0x${digest.slice(0, 16)}`) || 1n;
    const slot = this.find(print);
    if (this.slots[slot] === emptySlot) {
      this.slots[slot] = print;
      this.used += 1;
      if (this.used > this.slots.length * 0.75) this.grow();
      return 1;
    }
    const count = (this.repeats.get(print) ?? 1) + 1;
    this.repeats.set(print, count);
    return count;
  }

  /** Bytes that the table holds. */
  get bytes(): number {
    return this.slots.byteLength;
  }

  private find(print: bigint): number {
    const mask = this.slots.length - 1;
    let slot = Number(print & BigInt(mask));
    while (this.slots[slot] !== emptySlot && this.slots[slot] !== print) slot = (slot + 1) & mask;
    return slot;
  }

  private grow() {
    const before = this.slots;
    this.slots = new BigUint64Array(before.length * 2);
    for (const print of before) if (print !== emptySlot) this.slots[this.find(print)] = print;
  }
}
