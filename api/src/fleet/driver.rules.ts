/** The first word of a name: all that a recipient is told of a driver. */
export function firstNameOf(name: string): string {
  return name.trim().split(/\s+/)[0] ?? '';
}
