/** A property that holds at once. fast-check's own `assert` is a promise for asynchronous properties, and the linter cannot tell. */
import * as fc from 'fast-check';

export const assertHolds = <T>(property: fc.IProperty<T>, parameters?: fc.Parameters<T>): void => {
  void fc.assert(property, parameters);
};
