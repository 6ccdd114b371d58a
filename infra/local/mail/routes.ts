/** Reads where the template sends SES's events: from a configuration set through a topic to queues. */
import * as z from 'zod';
import type { MadeQueue } from '../queues/make.ts';
import type { Blueprint } from '../template/blueprint.ts';

/** The names of event types in a template, and in the events themselves. */
const eventTypes = {
  send: 'Send',
  delivery: 'Delivery',
  deliveryDelay: 'DeliveryDelay',
  bounce: 'Bounce',
  complaint: 'Complaint',
  reject: 'Reject',
  renderingFailure: 'Rendering Failure',
} as const;
export type EventType = (typeof eventTypes)[keyof typeof eventTypes];

const DestinationShape = z.object({
  ConfigurationSetName: z.string(),
  EventDestination: z.strictObject({
    Name: z.string().optional(),
    Enabled: z.boolean().default(true),
    MatchingEventTypes: z.array(z.enum(Object.keys(eventTypes) as (keyof typeof eventTypes)[])),
    SnsDestination: z.strictObject({ TopicARN: z.string() }),
  }),
});
const SubscriptionShape = z.discriminatedUnion('Protocol', [
  z.object({
    Protocol: z.literal('sqs'),
    TopicArn: z.string(),
    Endpoint: z.string(),
    RawMessageDelivery: z.literal(true, 'only raw delivery to a queue is emulated'),
  }),
  // People are not written to from here.
  z.object({ Protocol: z.literal('email') }),
]);

export interface MailRoute {
  configurationSet: string;
  types: ReadonlySet<EventType>;
  queues: readonly MadeQueue[];
}

/** The routes. Throws, naming it, if one leads where the local stack can't follow. */
export const readMailRoutes = (
  { select, parse }: Blueprint,
  queues: ReadonlyMap<string, MadeQueue>,
): readonly MailRoute[] => {
  const subscriptions = select('AWS::SNS::Subscription').flatMap((resource) => {
    const subscription = parse(resource, SubscriptionShape);
    if (subscription.Protocol !== 'sqs') return [];
    const queue = queues.get(subscription.Endpoint);
    if (queue === undefined)
      throw new Error(`${resource.id} sends to ${subscription.Endpoint}, which is no queue here`);
    return [{ topic: subscription.TopicArn, queue }];
  });
  return select('AWS::SES::ConfigurationSetEventDestination').flatMap((resource) => {
    const { ConfigurationSetName: configurationSet, EventDestination: to } = parse(resource, DestinationShape);
    if (!to.Enabled) return [];
    const fed = subscriptions.filter(({ topic }) => topic === to.SnsDestination.TopicARN);
    return [
      {
        configurationSet,
        types: new Set(to.MatchingEventTypes.map((name) => eventTypes[name])),
        queues: fed.map(({ queue }) => queue),
      },
    ];
  });
};
