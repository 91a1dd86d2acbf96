/**
 * The texts of an object from the wire, by key: what is no text is no tag, and what is no object has none.
 * @param none what a key stands for that is there and has null; without it, it is left out.
 */
export const textsIn = (value: unknown, none?: string): Readonly<Record<string, string>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(
        Object.entries(value).flatMap(([key, held]: [string, unknown]) => {
          const text = held ?? none;
          return typeof text === 'string' ? [[key, text]] : [];
        }),
      )
    : {};
