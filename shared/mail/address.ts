/** Mail addresses that can stand in a header and that SES can be given. */

const part = '[^\\s@<>"(),;:\\\\]+';
const address = new RegExp(`^${part}@${part}\\.${part}$`);

/** True for `name@example.com`; false for anything that could end a header or name a second person. */
export const isAddress = (text: string): boolean => address.test(text);
