import type { UserError } from '../model/errors.ts';
import type { Store } from './store.ts';

/** In the place of a store that can't be opened: whoever asks it for anything is told why. */
export function unopenedStore(why: UserError): Store {
  const refuse = (): never => {
    throw why;
  };
  return {
    get state() {
      return refuse();
    },
    get inventory() {
      return refuse();
    },
    get metrics() {
      return refuse();
    },
    get charges() {
      return refuse();
    },
    close: async () => {},
  };
}
