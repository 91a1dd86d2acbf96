/** What is loaded at the first call and remembered. */
export interface Once<T> {
  (): Promise<T>;
  /** What is there or on its way; loads nothing. */
  begun(): Promise<T> | undefined;
}

/** A failure is not remembered: the next call tries again. */
export function once<T>(load: () => Promise<T>): Once<T> {
  let loaded: Promise<T> | undefined;
  const get = (): Promise<T> => {
    if (loaded) return loaded;
    const loading = load();
    loaded = loading;
    loading.catch(() => {
      loaded = undefined;
    });
    return loading;
  };
  return Object.assign(get, { begun: () => loaded });
}

/** The newest few of what is dear to load, by name. Whoever has one may use it for as long as he likes. */
export function keepNewest<T>(most: number): (name: string, load: () => Promise<T>) => Promise<T> {
  const kept = new Map<string, Once<T>>();
  return (name, load) => {
    const known = kept.get(name);
    const thing = known?.begun() ? known : once(load);
    // Asked again, it is the newest.
    kept.delete(name);
    kept.set(name, thing);
    const [oldest] = kept.keys();
    if (kept.size > most && oldest !== undefined) kept.delete(oldest);
    return thing();
  };
}
