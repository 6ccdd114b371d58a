import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { HoshinEvent } from '../../events/event.ts';
import { type RecordType, recordTypes } from '../../events/record-types.ts';
import { contributionVersion } from '../../shared/core/record/contribution.ts';
import { tallies } from '../../shared/kpis/registry.ts';
import { openDossier } from '../../shared/privacy/erase/dossier.ts';
import { eraseRecords } from '../../shared/privacy/erase/erase-tables.ts';
import { findPerson } from '../../shared/privacy/erase/find-person.ts';
import { scrubberOf } from '../../shared/privacy/erase/scrub.ts';
import { hashIdentity } from '../../shared/privacy/hash-identity.ts';
import { knownErased } from '../../shared/privacy/known-erased.ts';
import { digest } from '../../shared/runtime/digest.ts';
import { fromItem, type Table } from '../../shared/runtime/dynamodb.ts';
import { cacheFor } from '../../shared/store/cache.ts';
import type { Epoch } from '../../shared/store/epochs.ts';
import { foldChanges } from '../../shared/store/fold-changes.ts';
import type { RecordItem } from '../../shared/store/record-item.ts';
import { storeEvent } from '../../shared/store/store-event.ts';
import type { NamedTable } from '../../shared/store/table.ts';
import { policy } from '../arbitraries/policies.ts';
import { facets } from '../arbitraries/records.ts';
import { MemoryTable } from '../simulation/memory-table.ts';

const ada = { email: 'ada@customer.example', name: 'Ada Lovelace', id: 'K-1' };
const key = new Uint8Array(32).fill(7);

const customer = fc.constantFrom(ada, { email: 'ADA@customer.example' }, { email: 'bob@customer.example' }, undefined);
const words = fc.constantFrom(undefined, 'Words of somebody');

/** A facet's body with what is personal in it, where the contract lets it in. */
const withPersonal = (
  data: Record<string, object | undefined>,
  personal: { customer: object | undefined; text: string | undefined },
) =>
  Object.fromEntries(
    Object.entries(data).map(([facet, body]) => [
      facet,
      {
        ...body,
        ...((facet === 'about' || facet === 'answer') && personal.customer && { customer: personal.customer }),
        ...((facet === 'received' || facet === 'answer') && personal.text && { text: personal.text }),
      },
    ]),
  );

/** Events of a few records, each with an instant of its own: some newer than what is there, some older, some deletions. */
const event: fc.Arbitrary<HoshinEvent> = fc
  .constantFrom<RecordType>(...recordTypes)
  .chain((type) =>
    fc.record({
      type: fc.constant(type),
      subject: fc.constantFrom('1', '2'),
      minute: fc.integer({ min: 0, max: 59 }),
      data: fc.option(facets[type] as fc.Arbitrary<Record<string, object | undefined>>, { freq: 8 }),
      personal: fc.record({ customer, text: words }),
    }),
  )
  .map(
    ({ type, subject, minute, data, personal }) =>
      ({
        ...{ specversion: '1.0', id: `${subject}-${minute}`, source: 'erp', type: `hoshin.${type}.v1`, subject },
        time: `2026-03-14T10:${String(minute).padStart(2, '0')}:00Z`,
        data: data && withPersonal(data, personal),
      }) as HoshinEvent,
  );

interface Change {
  before: RecordItem | undefined;
  after: RecordItem;
}

/** A ledger in memory that knows these as erased, and every change of its records. */
const openLedger = (erasedEmails: readonly string[]) => {
  const changes: Change[] = [];
  const reach = (name: string, table: MemoryTable): NamedTable => ({
    name,
    client: { send: (async (command: object) => table.apply(command)) as Table['send'] },
  });
  const table = new MemoryTable((before, after) =>
    changes.push({ before: before && fromItem<RecordItem>(before), after: fromItem<RecordItem>(after) }),
  );
  const hash = (email: string) => hashIdentity({ email }, key);
  const hashes = new Set(erasedEmails.map(hash));
  const erased = knownErased(
    cacheFor(
      async () => hashes,
      5_000,
      () => 0,
    ),
    async (identity) => hashIdentity(identity, key),
  );
  const newestEpoch = cacheFor(
    async () => 0,
    5_000,
    () => 0,
  );
  const [records, board] = [reach('records', table), reach('board', new MemoryTable())];
  return { ledger: { records, board, digest, newestEpoch, erased }, table, changes };
};

const itemsOf = (table: MemoryTable) => table.items().map((item) => fromItem<RecordItem>(item));

/** What counts and what orders, without what is personal and what an erasure leaves behind. */
const countedPart = (item: RecordItem) =>
  Object.fromEntries(
    Object.entries(item).filter(([name]) => !name.endsWith('_p') && name !== 'erased' && name !== 'revision'),
  );

test('erasing somebody changes no row, no exception and nothing that counts', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(event, { minLength: 1, maxLength: 8 }), policy, async (events, inForce) => {
      const { ledger, table, changes } = openLedger([]);
      for (const each of events) await storeEvent(ledger, 'erp', each);
      const before = itemsOf(table);
      changes.length = 0;

      const dossier = openDossier({ email: 'ada@customer.example' });
      await findPerson(ledger, dossier);
      const theirs = before.filter(({ about_p, answer_p }) => /ada@/i.test(JSON.stringify([about_p, answer_p])));
      const scrub = scrubberOf(dossier);
      const erasing = { dossier, persons: new Set<string>(), scrub, scrubAddresses: scrub };
      const counts = await eraseRecords(ledger.records, erasing, true);
      expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(theirs.length);

      expect(itemsOf(table).map(countedPart)).toEqual(before.map(countedPart));
      expect(JSON.stringify(itemsOf(table))).not.toMatch(/ada@|Lovelace|K-1/i);
      const epoch = { epoch: 0, policy: inForce, contribution: contributionVersion(tallies) };
      const live: Epoch[] = [{ ...epoch, state: 'current', openedAt: '2026-01-01T00:00:00.000Z', reason: 'first' }];
      const folded = foldChanges(
        changes.map((change, at) => ({
          ...{ sequence: String(at).padStart(40, '0'), at: '2026-03-14T11:00:00.000Z', after: change.after },
          ...(change.before && { before: change.before }),
        })),
        { live, tallies, shard: 'a' },
      );
      expect([...folded.additions, ...folded.exceptions, ...folded.conflicts]).toEqual([]);
    }),
  );
});

test('events of somebody who was erased count like anybody else, in any order, and leave nothing personal', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(event, { minLength: 1, maxLength: 8 }), async (events) => {
      const [plain, erased] = [openLedger([]), openLedger(['ada@customer.example'])];
      for (const each of events) {
        const results = await Promise.all([plain, erased].map(({ ledger }) => storeEvent(ledger, 'erp', each)));
        expect(results[1]).toEqual(results[0]);
      }
      expect(itemsOf(erased.table).map(countedPart)).toEqual(itemsOf(plain.table).map(countedPart));
      for (const item of itemsOf(erased.table)) {
        expect(JSON.stringify(item)).not.toMatch(/ada@|Lovelace|K-1/i);
        if (item.erased) expect(Object.keys(item).filter((name) => name.endsWith('_p'))).toEqual([]);
      }
    }),
  );
});
