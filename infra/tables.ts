/** The two tables and the key that encrypts them. */
import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, StreamViewType, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { Config } from './config.ts';
import type { HoshinFunction } from './function.ts';

type AnyFunction = HoshinFunction<Record<string, string>>;
type TableAction =
  | 'GetItem'
  | 'BatchGetItem'
  | 'Query'
  | 'Scan'
  | 'PutItem'
  | 'UpdateItem'
  | 'DeleteItem'
  | 'ConditionCheckItem';

const writing = ['kms:Encrypt', 'kms:GenerateDataKey', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'];

export class Tables extends Construct {
  readonly key: Key;
  readonly records: Table;
  readonly board: Table;

  constructor(scope: Construct, config: Config) {
    super(scope, 'Tables');
    const removalPolicy = config.production ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
    this.key = new Key(this, 'Key', {
      description: `Hoshin ${config.stage}: records, board, the sources' secrets and the keys of links`,
      alias: `hoshin-${config.stage}`,
      enableKeyRotation: true,
      removalPolicy,
    });
    const common = {
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: this.key,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      stream: StreamViewType.NEW_AND_OLD_IMAGES,
      deletionProtection: config.production,
      removalPolicy,
    };
    const text = (name: string) => ({ name, type: AttributeType.STRING });
    this.records = new Table(this, 'Records', { ...common, partitionKey: text('pk') });
    this.board = new Table(this, 'Board', {
      ...common,
      partitionKey: text('pk'),
      sortKey: text('sk'),
      timeToLiveAttribute: 'ttl',
    });
  }

  /** Lets a function do exactly these things to the tables. A transaction needs the actions that it is made of. */
  allow(lambda: AnyFunction, access: Partial<Record<'records' | 'board', TableAction[]>>): void {
    for (const table of ['records', 'board'] as const) {
      const actions = access[table] ?? [];
      if (actions.length > 0) {
        lambda.allow(
          actions.map((action) => `dynamodb:${action}`),
          this[table].tableArn,
        );
      }
    }
    const writes = Object.values(access).some((actions) =>
      actions.some((action) => /^(Put|Update|Delete)/.test(action)),
    );
    lambda.allowKey(writes ? ['kms:Decrypt', ...writing] : ['kms:Decrypt'], this.key.keyArn, 'dynamodb');
  }
}
