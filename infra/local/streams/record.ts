/** A record of a table's stream, as a function gets it in its event. */
import type { _Record as SdkRecord } from '@aws-sdk/client-dynamodb-streams';

type Image = NonNullable<NonNullable<SdkRecord['dynamodb']>['NewImage']>;

export interface StreamRecord {
  sequenceNumber: string;
  /** When DynamoDB took the change, in milliseconds. */
  createdAt: number;
  /** What filters see, and what becomes JSON. */
  event: object;
}

/** Binary values are base64 in the event; everything else is the same. */
export const toStreamRecord = (record: SdkRecord, eventSourceArn: string): StreamRecord => {
  const change = record.dynamodb ?? {};
  const createdAt = change.ApproximateCreationDateTime?.getTime() ?? 0;
  const sequenceNumber = change.SequenceNumber ?? '';
  const identity = record.userIdentity;
  return {
    sequenceNumber,
    createdAt,
    event: {
      eventID: record.eventID,
      eventName: eventName(record),
      eventVersion: record.eventVersion ?? '1.1',
      eventSource: 'aws:dynamodb',
      awsRegion: record.awsRegion,
      dynamodb: {
        ApproximateCreationDateTime: Math.floor(createdAt / 1000),
        Keys: encode(change.Keys),
        NewImage: encode(change.NewImage),
        OldImage: encode(change.OldImage),
        SequenceNumber: sequenceNumber,
        SizeBytes: change.SizeBytes,
        StreamViewType: change.StreamViewType,
      },
      eventSourceARN: eventSourceArn,
      ...(identity === undefined ? {} : { userIdentity: { type: identity.Type, principalId: identity.PrincipalId } }),
    },
  };
};

/** DynamoDB Local gives deletions by time-to-live a name of its own. */
const eventName = ({ eventName: name, dynamodb }: SdkRecord): string => {
  if (name === 'INSERT' || name === 'MODIFY' || name === 'REMOVE') return name;
  return dynamodb?.NewImage === undefined ? 'REMOVE' : 'MODIFY';
};

const encode = (image: Image | undefined): object | undefined =>
  image && Object.fromEntries(Object.entries(image).map(([name, value]) => [name, encodeValue(value)]));

const encodeValue = (value: Image[string]): object => {
  if (value.B !== undefined) return { B: base64(value.B) };
  if (value.BS !== undefined) return { BS: value.BS.map(base64) };
  if (value.L !== undefined) return { L: value.L.map(encodeValue) };
  if (value.M !== undefined) return { M: encode(value.M) };
  // DynamoDB Local's streams leave the type of an empty map out.
  return Object.keys(value).length === 0 ? { M: {} } : value;
};

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
