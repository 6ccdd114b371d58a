/**
 * What the readers of the streams are shown; on the board's they are told apart by the item's kind. Lambda does not detect loops
 * through a stream: a function may write no kind that its own filter lets through.
 */
import { kinds } from '../shared/store/keys.ts';

/** Both are shown the auditor's probe that fold passed on, and answer it with an item of another kind. */
export const probePassed = {
  eventName: ['INSERT', 'MODIFY'],
  dynamodb: { NewImage: { kind: { S: [kinds.probe] } } },
};

/** evaluate reads changed rows, and writes alerts, transitions and notices. */
export const rowsChanged = {
  eventName: ['INSERT', 'MODIFY'],
  dynamodb: { NewImage: { kind: { S: [kinds.row] } } },
};

/** notify reads new notices, and updates them: hence only INSERT. */
export const noticesOwed = {
  eventName: ['INSERT'],
  dynamodb: { NewImage: { kind: { S: [kinds.notice] } } },
};

/** outreach reads deliveries that reached their customer, whichever facet came last. It writes no record itself. */
export const deliveriesThatArrived = {
  eventName: ['INSERT', 'MODIFY'],
  dynamodb: {
    Keys: { pk: { S: [{ prefix: 'delivery#' }] } },
    NewImage: { progress: { M: { state: { S: ['delivered'] } } } },
  },
};

/** And complaints that came in, from whichever source. */
export const complaintsReceived = {
  eventName: ['INSERT', 'MODIFY'],
  dynamodb: {
    Keys: { pk: { S: [{ prefix: 'complaint#' }] } },
    NewImage: { received: { M: { receivedAt: { S: [{ exists: true }] } } } },
  },
};
