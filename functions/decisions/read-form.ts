/** Reads a form post: what a browser sends, and what a mail provider sends for one-click unsubscribing (RFC 8058). */
import type { Form } from './link-page.ts';

export type FormReading = { readable: true; form: Form } | { readable: false; reason: 'too-large' | 'not-a-form' };

/** The longest form holds five texts of 4,000 characters, and a character outside Latin script travels as nine bytes. */
const mostBytes = 256 * 1024;
const types = new Set(['application/x-www-form-urlencoded', 'multipart/form-data']);

interface Posted {
  /** As the gateway hands it over: forms are base64, since their type is not textual to it. */
  body?: string | undefined;
  isBase64Encoded: boolean;
  headers: Readonly<Record<string, string | undefined>>;
}

/** The fields of a form, each once (the last one counts), trimmed, with `\n` for line ends. Files are left out. */
export const readForm = async ({ body = '', isBase64Encoded, headers }: Posted): Promise<FormReading> => {
  const type = headers['content-type'] ?? '';
  if (!types.has(type.split(';', 1)[0]?.trim().toLowerCase() ?? '')) return { readable: false, reason: 'not-a-form' };
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length > mostBytes) return { readable: false, reason: 'too-large' };
  try {
    const data = await new Response(bytes, { headers: { 'content-type': type } }).formData();
    const fields = [...data].flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value.replaceAll(/\r\n?/g, '\n').trim()] as const] : [],
    );
    return { readable: true, form: Object.fromEntries(fields) };
  } catch {
    return { readable: false, reason: 'not-a-form' };
  }
};
