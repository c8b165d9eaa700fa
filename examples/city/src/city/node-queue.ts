/** A binary min-heap of nodes by priority, in typed arrays that grow. A node may be in it more than once. */
export class NodeQueue {
  #nodes = new Uint32Array(1_024);
  #priorities = new Float64Array(1_024);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  clear(): void {
    this.#size = 0;
  }

  push(node: number, priority: number): void {
    if (this.#size === this.#nodes.length) this.#grow();
    let at = this.#size++;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (this.#priorities[parent]! <= priority) break;
      this.#nodes[at] = this.#nodes[parent]!;
      this.#priorities[at] = this.#priorities[parent]!;
      at = parent;
    }
    this.#nodes[at] = node;
    this.#priorities[at] = priority;
  }

  /** Removes and returns the node of least priority; -1 when empty. */
  pop(): number {
    if (this.#size === 0) return -1;
    const top = this.#nodes[0]!;
    const node = this.#nodes[--this.#size]!, priority = this.#priorities[this.#size]!;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= this.#size) break;
      if (child + 1 < this.#size && this.#priorities[child + 1]! < this.#priorities[child]!) child++;
      if (this.#priorities[child]! >= priority) break;
      this.#nodes[at] = this.#nodes[child]!;
      this.#priorities[at] = this.#priorities[child]!;
      at = child;
    }
    this.#nodes[at] = node;
    this.#priorities[at] = priority;
    return top;
  }

  #grow(): void {
    const nodes = new Uint32Array(2 * this.#nodes.length), priorities = new Float64Array(2 * this.#nodes.length);
    nodes.set(this.#nodes);
    priorities.set(this.#priorities);
    this.#nodes = nodes;
    this.#priorities = priorities;
  }
}
