/** How long what is personal is kept, by class. What is absent is kept: nothing goes that nobody chose to let go. */
import * as z from 'zod';

const days = z.int().min(1).max(3_650).optional();

export const Retention = z
  .strictObject({
    customer: days.describe("Days for which a record's customer is kept: name, address, telephone number, id"),
    text: days.describe("Days for which customers' words are kept, and what they were answered"),
    invitations: days.describe("Days for which an invitation's customer is kept"),
    notices: days.describe('Days for which it is kept to which customer a mail went'),
    rejects: z.int().min(1).max(90).optional().describe('Days for which rejected events are kept; absent: 90'),
  })
  .describe('How long what is personal is kept; the counts stay');
export type Retention = z.infer<typeof Retention>;
