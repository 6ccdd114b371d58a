/** Calls one of the stack's functions and waits for its answer. */
import { InvokeCommand } from '@aws-sdk/client-lambda';
import type * as z from 'zod';
import type { Connection } from './connect.ts';
import { Failure } from './failure.ts';

/** Invokes a function by its short name (`evaluate`); its answer is checked against a schema. */
export const invoke = async <S extends z.ZodType>(
  { stack, stage, lambda }: Pick<Connection, 'stack' | 'stage' | 'lambda'>,
  name: string,
  payload: object,
  answer: S,
): Promise<z.infer<S>> => {
  const FunctionName = stack.functions[name];
  if (!FunctionName)
    throw new Failure(`The stack of stage '${stage}' has no function ${name}: deploy its newest version.`);
  const client = await lambda();
  const reply = await client.send(new InvokeCommand({ FunctionName, Payload: JSON.stringify(payload) }));
  const text = new TextDecoder().decode(reply.Payload);
  if (reply.FunctionError) throw new Failure(`The function ${name} failed: ${errorMessage(text)}. Its log says more.`);
  const parsed = answer.safeParse(text === '' ? null : JSON.parse(text));
  if (!parsed.success) throw new Error(`The function ${name} gave an answer that this command does not know: ${text}`);
  return parsed.data;
};

const errorMessage = (text: string): string => {
  try {
    return String((JSON.parse(text) as { errorMessage?: unknown }).errorMessage ?? text);
  } catch {
    return text;
  }
};
