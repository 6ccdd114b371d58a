/** Why a map rejected a row, taken apart. */

export interface Reason {
  /** JSON Pointer into the event. */
  path: string;
  problem: string;
  /** The value as JSON; empty if there is none. */
  value: string;
}

const quoted = '"(?:[^"\\\\]|\\\\.)*"';
const asideValue = new RegExp(` \\(is (${quoted})\\)`, 's');
const leadingValue = new RegExp(`^is (${quoted}), which`, 's');

/** A map's reason, `progress.state: must be … (is "x")`, taken apart: rejects are counted by field and problem, not by value. */
export const readReason = (reason: string): Reason => {
  const [, field = '', rest = reason] = /^([\w.]+): (.*)$/s.exec(reason) ?? [];
  const value = (asideValue.exec(rest) ?? leadingValue.exec(rest))?.[1] ?? '';
  const problem = rest.replace(asideValue, '').replace(leadingValue, 'is a text that');
  const pointer = field.replaceAll('.', '/');
  const isData = !['', 'id', 'time', 'fields'].includes(field);
  return { path: field === '' ? '' : `${isData ? '/data' : ''}/${pointer}`, problem, value };
};
