/** What a schema says of a value that it refuses: what it must be, so that a sender can mend it. */
import type * as z from 'zod/mini';

const types: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};
const formats: Record<string, string> = { email: 'an e-mail address', url: 'an address (URL)', date: 'a date' };
const sizes: Record<string, string> = { string: 'characters', array: 'entries' };

/** `at most 10`, `at most 64 characters`. */
const amount = (bound: string, limit: number | bigint, origin: string) => {
  const unit = sizes[origin];
  return unit ? `have ${bound} ${limit} ${unit}` : `be ${bound} ${limit}`;
};

/** Words for an issue whose schema brings none of its own; set as zod's messages in `fields.ts`. */
export const describeIssue: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'invalid_type':
      return `${issue.input === undefined ? 'is missing: it ' : ''}must be ${types[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return issue.values.length === 1
        ? `must be ${JSON.stringify(issue.values[0])}`
        : `must be one of ${issue.values.join(', ')}`;
    case 'invalid_format':
      return `must be ${formats[issue.format] ?? 'of the right form'}`;
    case 'too_small':
      if (issue.minimum === 1 && issue.origin in sizes) return 'must not be empty';
      return `must ${amount(issue.inclusive === false ? 'more than' : 'at least', issue.minimum, issue.origin)}`;
    case 'too_big':
      return `must ${amount(issue.inclusive === false ? 'less than' : 'at most', issue.maximum, issue.origin)}`;
    case 'unrecognized_keys':
      return `has no field ${issue.keys.join(', ')}`;
    default:
      return 'is not valid';
  }
};
