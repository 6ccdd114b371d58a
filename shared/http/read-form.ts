/** Reads a form post: what a browser sends, and what a mail provider sends for one-click unsubscribing (RFC 8058). */

/** The form's fields by name, each once, trimmed, with `\n` for line ends. */
export type Form = Readonly<Record<string, string | undefined>>;

/** The same with every value of a field: of boxes that were ticked, each. */
export type FormFields = ReadonlyMap<string, readonly string[]>;

interface Unreadable {
  readable: false;
  reason: 'too-large' | 'not-a-form';
}
export type FormReading = { readable: true; form: Form } | Unreadable;

/** The longest form holds five texts of 4,000 characters, and a character outside Latin script travels as nine bytes. */
const mostBytes = 256 * 1024;
const types = new Set(['application/x-www-form-urlencoded', 'multipart/form-data']);

interface Posted {
  /** As the gateway hands it over: forms are base64, since their type is not textual to it. */
  body?: string | undefined;
  isBase64Encoded: boolean;
  headers: Readonly<Record<string, string | undefined>>;
}

/** The fields of a form with all their values, trimmed, with `\n` for line ends. Files are left out. */
export const readFields = async ({
  body = '',
  isBase64Encoded,
  headers,
}: Posted): Promise<{ readable: true; fields: FormFields } | Unreadable> => {
  const type = headers['content-type'] ?? '';
  if (!types.has(type.split(';', 1)[0]?.trim().toLowerCase() ?? '')) return { readable: false, reason: 'not-a-form' };
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length > mostBytes) return { readable: false, reason: 'too-large' };
  try {
    const data = await new Response(bytes, { headers: { 'content-type': type } }).formData();
    const fields = new Map<string, string[]>();
    for (const [name, value] of data) {
      if (typeof value !== 'string') continue;
      const text = value.replaceAll(/\r\n?/g, '\n').trim();
      // Added to, not copied: anybody may send one name a hundred thousand times, and that must stay quick.
      const values = fields.get(name);
      if (values) values.push(text);
      else fields.set(name, [text]);
    }
    return { readable: true, fields };
  } catch {
    return { readable: false, reason: 'not-a-form' };
  }
};

/** The fields of a form, each once: the last one counts. */
export const readForm = async (posted: Posted): Promise<FormReading> => {
  const reading = await readFields(posted);
  if (!reading.readable) return reading;
  const last = [...reading.fields].map(([name, values]) => [name, values.at(-1)] as const);
  return { readable: true, form: Object.fromEntries(last) };
};
