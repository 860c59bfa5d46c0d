// A binary heap of { time, ... } entries, earliest first; entries of one time leave in the order they came.

export class Heap {
  #entries = [];
  #count = 0;

  get first() {
    return this.#entries[0];
  }

  push(entry) {
    entry.turn = this.#count++;
    const list = this.#entries;
    let i = list.push(entry) - 1;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (!before(list[i], list[parent])) break;
      [list[i], list[parent]] = [list[parent], list[i]];
      i = parent;
    }
  }

  pop() {
    const list = this.#entries;
    const top = list[0];
    const last = list.pop();
    if (list.length > 0) {
      list[0] = last;
      let i = 0;
      for (;;) {
        let least = i;
        for (const child of [2 * i + 1, 2 * i + 2]) {
          if (child < list.length && before(list[child], list[least])) least = child;
        }
        if (least === i) break;
        [list[i], list[least]] = [list[least], list[i]];
        i = least;
      }
    }
    return top;
  }
}

function before(a, b) {
  return a.time < b.time || (a.time === b.time && a.turn < b.turn);
}
