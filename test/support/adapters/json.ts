/** A product that nobody has heard of: a warehouse system that signs a time and the body, as many do. */
import { hmac, type Kit } from './kit.ts';

const signature = {
  header: 'X-Depot-Signature',
  prefix: 'v1=',
  timestamp: { header: 'X-Depot-Time', join: ':' },
};

const map = {
  type: 'inspection',
  id: ['#/depot/id', '/lot'],
  time: '#/sentAt',
  none: ['n/a'],
  where: [{ column: '/kind', not: 'draft' }],
  fields: {
    'result.inspectedAt': '/checked/at',
    'result.inspected': '/checked/units',
    'result.rejected': { column: '/checked/bad', none: ['-'] },
    'result.site': '#/depot/site',
    'result.step': 'station',
  },
};

const lot = (more: object = {}) => ({
  lot: 'L-7',
  kind: 'final',
  station: 'n/a',
  checked: { at: '2026-03-17T18:05:00Z', units: 40, bad: '2' },
  ...more,
});
const sent = (lots: unknown) =>
  Buffer.from(JSON.stringify({ sentAt: '2026-03-17T19:20:31Z', depot: { id: 'D1', site: 'Gdańsk' }, data: { lots } }));
const settings = { signature, rows: '/data/lots', map };
const time = '2026-03-17T19:20:31.000Z';
const result = { inspectedAt: '2026-03-17T18:05:00.000Z', inspected: 40, rejected: 2, site: 'Gdańsk' };

export const kit: Kit = {
  adapter: 'json',
  types: ['delivery', 'inspection', 'complaint', 'response'],
  settings,
  secret: 'a-secret-of-the-depot-system',
  otherSecret: 'another-secret-of-that-system',
  samples: [
    {
      name: 'a list at a pointer, with what stands around it',
      body: sent([lot(), lot({ lot: 'L-8', station: 'paint' }), lot({ lot: 'L-9', kind: 'draft' })]),
      becomes: {
        events: [
          { type: 'inspection', subject: 'D1/L-7', time, data: { result } },
          { type: 'inspection', subject: 'D1/L-8', time, data: { result: { ...result, step: 'paint' } } },
        ],
      },
    },
    {
      name: 'one object where a list could be',
      body: sent(lot()),
      becomes: { events: [{ type: 'inspection', subject: 'D1/L-7', time, data: { result } }] },
    },
    {
      name: 'rows of which none counts',
      body: sent([lot({ kind: 'draft' })]),
      becomes: { nothing: 'no row meets the conditions' },
    },
    {
      name: 'a row that the map cannot read',
      body: sent([lot({ checked: { at: '17.03.2026', units: 40, bad: '2' } })]),
      becomes: { reject: { path: '/data/lots/0', problem: 'result.inspectedAt: must be a date like iso' } },
    },
    {
      name: 'no rows where they should be',
      body: Buffer.from('{"sentAt":"2026-03-17T19:20:31Z"}'),
      becomes: { reject: { path: '/data/lots', problem: 'is missing' } },
    },
    {
      name: 'what is no row',
      body: sent(['L-7']),
      becomes: { reject: { path: '/data/lots/0', problem: 'must be an object' } },
    },
  ],
  sign(body, secret, now) {
    const seconds = String(Math.floor(now / 1000));
    const digest = hmac('sha256', Buffer.from(secret), Buffer.concat([Buffer.from(`${seconds}:`), body]));
    return { 'x-depot-time': seconds, 'x-depot-signature': `v1=${digest.toString('hex')}` };
  },
};
