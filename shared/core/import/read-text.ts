/** The texts of cells, and the numbers that they spell: what every value of a map begins with. */
import type { Column, Scalar } from './map-schema.ts';
import type { CellReader, Row } from './row.ts';

/** What a map's values are compiled against. */
export interface Compiling {
  column(column: Column): CellReader;
  /** Texts that mean no value, unless a value names its own. */
  none: readonly Scalar[];
  timeZone: string | undefined;
  /** A date cell of a sheet comes as `2026-03-14T08:40:00`, whatever the sheet shows: read beside the map's own patterns. */
  dateCells: boolean;
}

/** Reads a value; problems go to the list, and the row is then rejected. */
export type ValueReader = (row: Row, problems: string[]) => Scalar | string[] | undefined;

/** A text for a message: not all of a long one. */
export const shorten = (text: string) => JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);

/** The text of a cell without the space around it; `undefined` for nothing and for whatever means none. */
export const textReader = (
  column: Column,
  none: readonly Scalar[] | undefined,
  by: Compiling,
): ((row: Row) => string | undefined) => {
  const read = by.column(column);
  const means = new Set((none ?? by.none).map((text) => String(text).trim()));
  return (row) => {
    const cell = read(row);
    if (cell === undefined || cell === null) return undefined;
    const text = (typeof cell === 'object' ? JSON.stringify(cell) : String(cell)).trim();
    return text === '' || means.has(text) ? undefined : text;
  };
};

// The last group has three digits, the others may have two, as in India: `1.5` is no thousand, but another decimal sign.
const grouped = {
  ',': /^[+-]?\d{1,3}([.\s\u00a0\u202f'])(?:\d{2,3}\1)*\d{3}(?:,\d*)?$/,
  '.': /^[+-]?\d{1,3}([,\s\u00a0\u202f'])(?:\d{2,3}\1)*\d{3}(?:\.\d*)?$/,
} as const;

/** A number as files write it: `1.234,5` with a decimal comma. `undefined` where it is none. */
export const parseNumber = (text: string, decimal: '.' | ',' | undefined): number | undefined => {
  const sign = decimal && grouped[decimal].exec(text)?.[1];
  const whole = sign ? text.replaceAll(sign, '') : text;
  if (decimal === ',' && whole.includes('.')) return undefined;
  const plain = decimal === ',' ? whole.replace(',', '.') : whole;
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : undefined;
};
