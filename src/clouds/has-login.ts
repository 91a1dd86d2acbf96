/** Whether an address holds a name or password, which would get into logs and messages wherever the address does. */
export function hasLogin(address: string): boolean {
  const url = URL.parse(address);
  return url !== null && url.username + url.password !== '';
}
