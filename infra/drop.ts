/** The bucket that files are dropped into, the queue that tells of them, and what is written beside them. */
import { Aws, Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, BucketEncryption, type CfnBucket, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { Alarms } from './alarms.ts';
import type { Config } from './config.ts';
import type { HoshinFunction } from './function.ts';
import { WorkQueue } from './queue.ts';
import { timeouts } from './timeouts.ts';

/** As long as files and results stay: they may hold personal fields. */
const kept = Duration.days(30);

export class Drop extends Construct {
  readonly bucket: Bucket;
  readonly arrivals: WorkQueue;
  private readonly bucketName: string;

  constructor(scope: Construct, config: Config, alarms: Alarms) {
    super(scope, 'Drop');
    this.arrivals = new WorkQueue(this, 'Arrivals', {
      name: 'drop',
      impact: {
        dead: 'Files that were dropped could not be worked off: rows of theirs are missing from every KPI.',
        old: 'Files that were dropped have waited for 15 minutes: KPIs and alerts are that late.',
      },
      consumerTimeout: timeouts.intake,
      alarms,
    });
    // A name of ours: S3 asks the queue for its consent before the bucket is there, and the consent names the bucket.
    this.bucketName = `hoshin-${config.stage}-${Aws.ACCOUNT_ID}-${Aws.REGION}`;
    this.bucket = new Bucket(this, 'Bucket', {
      bucketName: this.bucketName,
      // Not with a key of ours: whoever drops a file would need rights on it.
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      versioned: false,
      lifecycleRules: [
        { id: 'incoming', prefix: 'incoming/', expiration: kept },
        { id: 'results', prefix: 'results/', expiration: kept },
        { id: 'uploads', abortIncompleteMultipartUploadAfter: Duration.days(1) },
      ],
      removalPolicy: config.production ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    Validations.of(this.bucket).acknowledge({
      id: 'AwsSolutions-S1',
      reason: 'What was read is in the results and in the log of intake; who wrote it, in CloudTrail where it is on.',
    });
    this.notify();
  }

  /** In the template itself: CDK's own way brings a function of its own along, with wide rights. */
  private notify(): void {
    const { queue } = this.arrivals;
    const stack = Stack.of(this);
    queue.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('s3.amazonaws.com')],
        actions: ['sqs:SendMessage'],
        resources: [queue.queueArn],
        conditions: {
          ArnEquals: {
            'aws:SourceArn': `arn:${Aws.PARTITION}:s3:::${this.bucketName}`,
          },
          // A bucket's ARN does not say whose it is.
          StringEquals: { 'aws:SourceAccount': stack.account },
        },
      }),
    );
    const bucket = this.bucket.node.defaultChild as CfnBucket;
    bucket.notificationConfiguration = {
      queueConfigurations: [
        {
          event: 's3:ObjectCreated:*',
          queue: queue.queueArn,
          // Results are written into the same bucket: they must never come back as arrivals.
          filter: { s3Key: { rules: [{ name: 'prefix', value: 'incoming/' }] } },
        },
      ],
    };
    bucket.node.addDependency(queue.node.findChild('Policy'));
  }

  /** Reads what came in, writes what came of it, and tells itself where a long file goes on. */
  feed(intake: HoshinFunction<Record<string, string>>): void {
    for (const [action, folder] of [
      ['s3:GetObject', 'incoming'],
      ['s3:PutObject', 'results'],
    ] as const) {
      intake.allow([action], this.bucket.arnForObjects(`${folder}/*`));
      intake.acknowledge(
        `AwsSolutions-IAM5[Resource::<${Stack.of(this).getLogicalId(this.bucket.node.defaultChild as CfnBucket)}.Arn>/${folder}/*]`,
        `Nobody knows beforehand what files are called: the folder holds nothing but ${folder === 'incoming' ? 'them' : 'what came of them'}.`,
      );
    }
    // Without it, a file that was taken away again looks like one that may not be read.
    intake.allow(['s3:ListBucket'], this.bucket.bucketArn);
    intake.allow(['sqs:SendMessage'], this.arrivals.queue.queueArn);
    this.arrivals.feed(intake, { batchSize: 1, maxConcurrency: 2 });
  }
}
