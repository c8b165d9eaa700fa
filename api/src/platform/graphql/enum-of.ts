/** The object `{ A: 'A', … }` of a list of names: what `registerEnumType` and `@Field` want for an enum. */
export function enumOf<const T extends string>(names: readonly T[]): { readonly [K in T]: K } {
  return Object.fromEntries(names.map((name) => [name, name])) as { readonly [K in T]: K }; // fromEntries forgets the names
}
