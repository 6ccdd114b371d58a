/** Dollars for a million records: what was counted, priced by `infra/prices.ts`. What is assumed stands here, named. */
import { prices } from '../../infra/prices.ts';

/** How records arrive. */
export interface Arrival {
  eventsInPost: number;
  /** Bytes of a request's body. */
  postBytes: number;
  /** Stream records in a fold batch. */
  foldBatch: number;
}

/** Units a record, as DynamoDB reported them. */
export interface Units {
  writes: number;
  /** Read units of one evaluation. */
  readsAnEvaluation: number;
}

const million = 1_000_000;
const messagesInCall = 10;
/** `messageBytes` of the ingest queue: a larger body becomes several messages. */
const messageBytes = 200 * 1024;

/** What no engine on one machine can count. */
const assumptions = {
  /** Every function has 1,024 MB. */
  gigabytes: 1,
  /** Milliseconds of a warm call; writes to DynamoDB take 10 ms and go 50 at a time. */
  receive: { call: 8, event: 0.3 },
  store: { call: 15, event: 0.4 },
  fold: { call: 40, event: 0.15 },
  evaluate: { call: 60 },
  /** Bytes of log: of a call, 700 of ours with the metrics and Lambda's own three lines; of a request to the API. */
  logBytes: { call: 1_100, request: 300 },
  /** DynamoDB asks for a table's key at most every five minutes for each caller: a day of five functions and two tables. */
  keyRequests: 5 * 2 * 12 * 24,
} as const;

/** One thing that is paid for, for a million records. */
export interface Cost {
  component: string;
  quantity: number;
  /** What the quantity is of. */
  of: string;
  dollars: number;
}

const parts = (bytes: number, each: number) => Math.max(1, Math.ceil(bytes / each));

/** How often each function is called, and how long it runs in all (seconds). */
const callsOf = ({ eventsInPost, postBytes, foldBatch }: Arrival) => {
  const posts = million / eventsInPost;
  const messagesInPost = parts(postBytes, messageBytes);
  const messages = posts * messagesInPost;
  const calls = {
    receive: posts,
    store: messages / messagesInCall,
    fold: million / foldBatch,
    // At most one for what a fold batch changed.
    evaluate: million / foldBatch,
  };
  const { receive, store, fold, evaluate } = assumptions;
  const milliseconds =
    calls.receive * receive.call +
    calls.store * store.call +
    calls.fold * fold.call +
    calls.evaluate * evaluate.call +
    million * (receive.event + store.event + fold.event);
  return { posts, messages, bytesInMessage: postBytes / messagesInPost, calls, seconds: milliseconds / 1000 };
};

/** Requests as SQS bills them: each sent alone, received and deleted by tens. */
const queueRequests = (messages: number, bytes: number): number => {
  const billed = (size: number) => parts(size, prices.sqs.requestBytes);
  const tens = messages / messagesInCall;
  return messages * billed(bytes) + tens * billed(messagesInCall * bytes) + tens;
};

/** Everything that a million records cost, dearest first. The idle stack's own costs are in docs/deploy.md. */
export const priceMillion = (units: Units, arrival: Arrival): Cost[] => {
  const { posts, messages, bytesInMessage, calls, seconds } = callsOf(arrival);
  const { httpApi, lambda, sqs, dynamodb, kms, cloudwatch } = prices;
  const invocations = calls.receive + calls.store + calls.fold + calls.evaluate;
  const logged = (invocations * assumptions.logBytes.call + posts * assumptions.logBytes.request) / 1e9;
  const quantities: [component: string, quantity: number, of: string, price: number][] = [
    ['HTTP API', posts * parts(arrival.postBytes, httpApi.requestBytes), 'requests', httpApi.request],
    ['Lambda calls', invocations, 'calls', lambda.request],
    ['Lambda time', seconds * assumptions.gigabytes, 'GB-s, assumed', lambda.gigabyteSecond],
    ['SQS', queueRequests(messages, bytesInMessage), 'requests', sqs.request],
    ['DynamoDB writes', million * units.writes, 'units', dynamodb.writeUnit],
    ['DynamoDB reads', calls.evaluate * units.readsAnEvaluation, 'units', dynamodb.readUnit],
    ['DynamoDB streams', calls.fold + calls.evaluate, 'reads by Lambda', dynamodb.streamReadByLambda],
    ['KMS', assumptions.keyRequests, 'requests, assumed', kms.request],
    ['logs', logged, 'GB, assumed', cloudwatch.logGigabyte],
  ];
  return quantities
    .map(([component, quantity, of, price]) => ({ component, quantity, of, dollars: quantity * price }))
    .sort((a, b) => b.dollars - a.dollars);
};
