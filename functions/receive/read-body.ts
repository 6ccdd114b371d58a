/** Takes a body apart into the texts and values of its events, as its content type says. */
import { limits } from '../../events/limits.ts';
import { type JsonReading, readIJson } from '../../shared/sources/i-json.ts';
import { malformed, type Problem, tooManyEvents, unsupported } from './problem.ts';

/** One event as it came; one that isn't JSON has a fault instead of a value. */
export type Item = { text: string; value: unknown } | { text: string; fault: string };

export type BodyReading = { readable: true; items: Item[] } | { readable: false; problem: Problem };

const formats: Record<string, 'event' | 'batch' | 'lines'> = {
  'application/cloudevents+json': 'event',
  'application/json': 'event',
  'application/cloudevents-batch+json': 'batch',
  'application/x-ndjson': 'lines',
};

const refuse = (problem: Problem): BodyReading => ({ readable: false, problem });

const placeOf = (reading: Exclude<JsonReading, { readable: true }>): string =>
  `line ${reading.line}, column ${reading.column}${reading.pointer && `, at ${reading.pointer}`}: ${reading.problem}`;

/** The text of UTF-8 bytes, or the offset of the first byte that is none. */
const decode = (body: Buffer): { text: string } | { badByte: number } => {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(body) };
  } catch {
    const again = Buffer.from(body.toString('utf8'));
    return { badByte: again.findIndex((byte, index) => byte !== body[index]) };
  }
};

const readLines = (text: string): BodyReading => {
  const lines = text.split('\n').map((line, index) => ({ line, number: index + 1 }));
  const filled = lines.filter(({ line }) => line.trim() !== '');
  if (filled.length > limits.batchEvents) return refuse(tooManyEvents(filled.length));
  const items = filled.map(({ line, number }): Item => {
    const reading = readIJson(line, limits.jsonDepth);
    if (reading.readable) return { text: line, value: reading.value };
    return { text: line, fault: `is not JSON: ${placeOf({ ...reading, line: number })}` };
  });
  return { readable: true, items };
};

const readJson = (text: string, format: 'event' | 'batch'): BodyReading => {
  const reading = readIJson(text, limits.jsonDepth);
  if (!reading.readable) return refuse(malformed(`The body is not JSON: ${placeOf(reading)}.`));
  const { value, items } = reading;
  if (Array.isArray(value) !== (format === 'batch')) {
    return refuse(
      malformed(
        format === 'batch'
          ? 'A body of type application/cloudevents-batch+json must be an array of events.'
          : 'The body is an array: send several events as application/cloudevents-batch+json.',
      ),
    );
  }
  if (!Array.isArray(value)) return { readable: true, items: [{ text: text.trim(), value }] };
  if (items.length > limits.batchEvents) return refuse(tooManyEvents(items.length));
  return {
    readable: true,
    items: items.map(({ start, end }, index) => ({ text: text.slice(start, end), value: value[index] })),
  };
};

/** Reads a body whose signature and size have been checked. */
export const readBody = (body: Buffer, headers: Record<string, string | undefined>): BodyReading => {
  const [type = '', ...parameters] = (headers['content-type'] ?? '').toLowerCase().split(';');
  const format = formats[type.trim()];
  if (!format) return refuse(unsupported(`Send one of ${Object.keys(formats).join(', ')}.`));
  const charset = parameters.map((parameter) => parameter.trim()).find((parameter) => parameter.startsWith('charset='));
  if (charset && !/^charset="?utf-?8"?$/.test(charset)) return refuse(unsupported('The only charset is utf-8.'));
  if (!['', 'identity'].includes(headers['content-encoding'] ?? '')) {
    return refuse(unsupported('Compressed bodies are not supported: leave Content-Encoding out.'));
  }
  const decoded = decode(body);
  if ('badByte' in decoded) return refuse(malformed(`The body is not UTF-8: see byte ${decoded.badByte}.`));
  if (decoded.text.trim() === '') return refuse(malformed('The body is empty.'));
  return format === 'lines' ? readLines(decoded.text) : readJson(decoded.text, format);
};
