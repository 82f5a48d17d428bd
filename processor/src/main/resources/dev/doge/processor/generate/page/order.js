/** Orders the seats of each column so that few edges cross: sweeps by barycenter, then swaps of neighbours; the best order seen stays. */
function uncross(columns) {
  let best = columns.map((column) => [...column]);
  let fewest = crossings(columns);
  const rounds = 24;
  for (let round = 0; round < rounds && fewest > 0; round++) {
    const rightwards = round % 2 === 0;
    for (const column of rightwards ? columns.slice(1) : columns.slice(0, -1).reverse()) {
      sortByNeighbours(column, rightwards ? "before" : "after", columns);
    }
    swapNeighbours(columns);
    const count = crossings(columns);
    if (count < fewest) {
      fewest = count;
      best = columns.map((column) => [...column]);
    }
  }
  best.forEach((column, i) => {
    columns[i] = column;
    number(column);
  });
}

function number(column) {
  column.forEach((seat, at) => (seat.at = at));
}

/** A seat without neighbours on that side keeps its share of the way down. */
function sortByNeighbours(column, side, columns) {
  const wish = new Map(column.map((seat) => {
    const near = seat[side];
    const share = near.length === 0
      ? (seat.at + 0.5) / column.length
      : (near.reduce((sum, other) => sum + other.at + 0.5, 0) / near.length) / columns[near[0].column].length;
    return [seat, share];
  }));
  column.sort((a, b) => wish.get(a) - wish.get(b) || a.at - b.at);
  number(column);
}

function swapNeighbours(columns) {
  for (const column of columns) {
    for (let i = 1; i < column.length; i++) {
      const upper = column[i - 1];
      const lower = column[i];
      if (crossingsOfPair(lower, upper) < crossingsOfPair(upper, lower)) {
        column[i - 1] = lower;
        column[i] = upper;
        lower.at = i - 1;
        upper.at = i;
      }
    }
  }
}

function crossingsOfPair(upper, lower) {
  let count = 0;
  for (const side of ["before", "after"]) {
    for (const one of upper[side]) {
      for (const other of lower[side]) {
        count += one.at > other.at ? 1 : 0;
      }
    }
  }
  return count;
}

function crossings(columns) {
  return columns.slice(1).reduce((sum, column, i) => {
    const ends = columns[i].flatMap((seat) => seat.after.map((other) => other.at).sort((a, b) => a - b));
    return sum + inversions(ends, column.length);
  }, 0);
}

/** How many pairs stand in the wrong order, counted in a Fenwick tree. */
function inversions(values, size) {
  const tree = new Int32Array(size + 1);
  let count = 0;
  values.forEach((value, seen) => {
    let notGreater = 0;
    for (let i = value + 1; i > 0; i -= i & -i) {
      notGreater += tree[i];
    }
    count += seen - notGreater;
    for (let i = value + 1; i <= size; i += i & -i) {
      tree[i]++;
    }
  });
  return count;
}
