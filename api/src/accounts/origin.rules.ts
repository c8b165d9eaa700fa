/**
 * An origin a publishable key may be bound to: scheme, host and port of an http(s) page, without path.
 * @returns it as a browser sends it in the `Origin` header, or undefined when it is none
 */
export function normalizeOrigin(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, origin, pathname, search, hash, username } = new URL(text);
  const isBare = pathname === '/' && !search && !hash && !username;
  return isBare && (protocol === 'https:' || protocol === 'http:') ? origin : undefined;
}
