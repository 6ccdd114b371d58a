/**
 * List prices in us-east-1 in US dollars, without free tiers and volume discounts, for `npm run bench` and docs/deploy.md.
 * They are this project's only copy: change them here, with the date.
 */

export const prices = {
  /** When the pages below were last compared with the figures. */
  asOf: '2026-11-21',
  region: 'us-east-1',
  lambda: {
    /** A call, whoever makes it. */
    request: 0.2e-6,
    /** A gigabyte of memory for a second on arm64, billed by the millisecond. */
    gigabyteSecond: 0.0000133334,
    source: 'https://aws.amazon.com/lambda/pricing/',
  },
  dynamodb: {
    /** A write of up to 1 KB, on demand; a transaction's counts twice. */
    writeUnit: 0.625e-6,
    /** A consistent read of up to 4 KB, on demand; an eventually consistent one counts half. */
    readUnit: 0.125e-6,
    /** GetRecords on a stream by Lambda's own pollers is free. */
    streamReadByLambda: 0,
    /** GetRecords on a stream by anybody else. */
    streamRead: 0.2e-6,
    /** A gigabyte stored for a month; and the same for point-in-time recovery. */
    gigabyteMonth: 0.25,
    recoveryGigabyteMonth: 0.2,
    source: 'https://aws.amazon.com/dynamodb/pricing/on-demand/',
  },
  sqs: {
    /** A request of up to 64 KB on a standard queue, a batch of ten counting once; each further 64 KB is one more. */
    request: 0.4e-6,
    requestBytes: 64 * 1024,
    source: 'https://aws.amazon.com/sqs/pricing/',
  },
  httpApi: {
    /** A request of up to 512 KB; each further 512 KB is one more. */
    request: 1e-6,
    requestBytes: 512 * 1024,
    source: 'https://aws.amazon.com/api-gateway/pricing/',
  },
  ses: {
    /** A mail to one recipient. */
    mail: 0.1e-3,
    source: 'https://aws.amazon.com/ses/pricing/',
  },
  kms: {
    /** A customer's key, each month, and a request. */
    keyMonth: 1,
    request: 0.03e-4,
    source: 'https://aws.amazon.com/kms/pricing/',
  },
  cloudwatch: {
    /** Each month. Lines of log are by the gigabyte that comes in. */
    alarmMetricMonth: 0.1,
    customMetricMonth: 0.3,
    dashboardMonth: 3,
    logGigabyte: 0.5,
    source: 'https://aws.amazon.com/cloudwatch/pricing/',
  },
  scheduler: {
    invocation: 1e-6,
    source: 'https://aws.amazon.com/eventbridge/pricing/',
  },
} as const;
