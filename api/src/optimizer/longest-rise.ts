/** Length of the longest rising subsequence of the first `length` values, by patience sorting. Overwrites them. */
export function longestRise(values: Int32Array, length: number): number {
  let piles = 0;
  for (let index = 0; index < length; index++) {
    const value = values[index]!;
    let low = 0;
    let high = piles;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (values[middle]! < value) low = middle + 1;
      else high = middle;
    }
    values[low] = value;
    if (low === piles) piles++;
  }
  return piles;
}
