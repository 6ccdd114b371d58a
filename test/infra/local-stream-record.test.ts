import { expect, test } from 'vitest';
import { toStreamRecord } from '../../infra/local/streams/record.ts';

const imageOf = (NewImage: object) => {
  const { event } = toStreamRecord({ eventName: 'INSERT', dynamodb: { NewImage } } as never, 'arn');
  return (event as { dynamodb: { NewImage: object } }).dynamodb.NewImage;
};

test('an empty map is one, though DynamoDB Local leaves its type out', () => {
  expect(imageOf({ about: {}, lines: { M: { none: {} } }, list: { L: [{}] } })).toEqual({
    about: { M: {} },
    lines: { M: { none: { M: {} } } },
    list: { L: [{ M: {} }] },
  });
});

test('binary values are base64, others are the same', () => {
  const bytes = new Uint8Array([1, 2, 3]);
  expect(imageOf({ a: { B: bytes }, b: { S: 'x' }, c: { N: '0' }, d: { L: [] }, e: { NULL: true } })).toEqual({
    ...{ a: { B: 'AQID' }, b: { S: 'x' }, c: { N: '0' }, d: { L: [] }, e: { NULL: true } },
  });
});
