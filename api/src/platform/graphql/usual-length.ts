/** What type-graphql tells of a field to work out its cost. */
interface FieldCost {
  /** Of what is below it, for one item. */
  readonly childComplexity: number;
}

/**
 * For the option `complexity` of a list field without `first` that is usually shorter than the assumed ten items, so that
 * what nests such lists does not look a thousand times as dear as it is.
 */
export function usualLength(items: number): (field: FieldCost) => number {
  return ({ childComplexity }) => 1 + items * childComplexity;
}
