/** What a deployment may choose: CDK context (`-c key=value`, or cdk.json), checked once. */
import type { Node } from 'constructs';
import * as z from 'zod';

const wholeNumber = z.coerce.number<string | number>().int();

const Options = z.object({
  /** Names the stack: `Hoshin-production`. */
  stage: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,19}$/, 'lower-case letters, digits and hyphens, at most 20')
    .default('development'),
  /** The verified SES identity that mails come from. */
  mailFrom: z.email().optional(),
  /** Where the platform's own alarms go. */
  alarmEmail: z.email().optional(),
  /** Where this repository's files are on the web: alarms link `docs/runbook.md` there. */
  repository: z.url({ protocol: /^https$/ }),
  /** SNS topics and EventBridge rules that may send to the senders' queue: ARNs, separated by commas. */
  senders: z
    .string()
    .default('')
    .transform((list) => list.split(',').filter((arn) => arn !== ''))
    .pipe(z.array(z.string().regex(/^arn:[\w-]+:(sns|events):/, 'the ARN of an SNS topic or an EventBridge rule'))),
  /** Webhook requests a second, and at once; more are answered 429. */
  requestsPerSecond: wholeNumber.min(1).default(50),
  requestBurst: wholeNumber.min(1).default(100),
  /** A back-fill has settled when nothing came for so long. */
  settleSeconds: wholeNumber.min(0).default(300),
  /** A rebuild's last pass begins so long after its epoch opened: longer than store knows old epochs (5 s) and may run (60 s). */
  graceSeconds: wholeNumber.min(0).default(90),
});

const Config = Options.superRefine((options, context) => {
  if (options.stage !== 'production') return;
  for (const key of ['mailFrom', 'alarmEmail'] as const) {
    if (options[key] === undefined) {
      context.addIssue({
        code: 'custom',
        path: [key],
        message: `production needs it: -c ${key}=someone@company.example`,
      });
    }
  }
}).transform((options) => ({
  ...options,
  mailFrom: options.mailFrom ?? 'hoshin@hoshin.example',
  production: options.stage === 'production',
  /** Stages share an account's metrics: each has a namespace of its own. */
  metricNamespace: `Hoshin/${options.stage}`,
}));

export type Config = z.output<typeof Config>;

/** The app's context as a configuration; throws an error that names every key that is wrong. */
export const readConfig = (node: Node): Config => {
  const given = Object.keys(Options.shape).map((key) => [key, node.tryGetContext(key)]);
  const result = Config.safeParse(Object.fromEntries(given));
  if (result.success) return result.data;
  throw new Error(`The deployment's context is wrong (see docs/deploy.md):\n${z.prettifyError(result.error)}`);
};
