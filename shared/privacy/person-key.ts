/**
 * People under a keyed hash: what stays of somebody when everything that names them is gone, so that they are not asked
 * again too soon, not written to after they said no, and not brought back by a later event. Without the key nobody can
 * tell who it was by trying addresses.
 */

/** What names a person. An address means the same everywhere; an id only within its system. */
export type Identity = { email: string } | { namespace: string; id: string };

/** 32 hexadecimal digits of HMAC-SHA256. Addresses that differ in case or in spaces around are one. */
export type HashPerson = (identity: Identity) => Promise<string>;
