/** Tells whether a path is of a form such as `v1/{scope=projects/…}:searchAllResources`, and what its variables are. */
export function pathMatcher(form: string): (path: string) => Readonly<Record<string, string>> | undefined {
  const names: string[] = [];
  const pattern = form.replaceAll(/\{(\w+)(?:=([^}]+))?\}|[.*+?^$()|[\]\\]/g, (found, name?: string, shape = '…') => {
    if (name === undefined) return `\\${found}`;
    names.push(name);
    return `(${shape.replaceAll('…', '[^/:]+')})`;
  });
  // Google's clients encode slashes in some variables and none in others.
  const whole = new RegExp(`^${pattern}$`);
  return (path) => {
    const found = whole.exec(path);
    return found ? Object.fromEntries(names.map((name, index) => [name, found[index + 1] ?? ''])) : undefined;
  };
}
