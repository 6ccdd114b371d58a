/** What `--json` prints of stored items. */

const storage: readonly string[] = ['pk', 'sk', 'kind', 'ttl'];

/** An item without the keys and marks of its storage, which may change with any version. */
export const plainItem = (item: object): object =>
  Object.fromEntries(Object.entries(item).filter(([name]) => !storage.includes(name)));
