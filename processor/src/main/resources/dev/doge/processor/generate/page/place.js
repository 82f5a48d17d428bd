/**
 * Gives each seat its height: near its neighbours, in the order of its column, and apart from those beside it. Column after column is put
 * where it wants to be, which is a regression under an order, solved by pooling (Kruskal 1964). The first rounds go by means and pull the
 * drawing together; the last go by medians and make edges straight, long ones first, as Gansner et al. (1993) weigh them.
 */
function placeSeats(columns, separation) {
  for (const column of columns) {
    stack(column, separation);
    const middle = (column[0].y + column.at(-1).y) / 2;
    column.forEach((seat) => (seat.y -= middle));
  }
  const rounds = columns.length > 1 ? 36 : 0;
  for (let round = 0; round < rounds; round++) {
    const centre = round < rounds - 8 ? (pool) => pool.sum / pool.weight : median;
    for (const column of round % 2 === 0 ? columns : [...columns].reverse()) {
      settle(column, separation, centre);
    }
  }
}

function stack(column, separation) {
  column.forEach((seat, i) => (seat.y = i === 0 ? 0 : column[i - 1].y + separation(column[i - 1], seat)));
}

/** Puts the seats of a column as near to their neighbours as their order and distances allow. */
function settle(column, separation, centre) {
  const pools = []; // seats that touch: they move as one
  let offset = 0;
  column.forEach((seat, i) => {
    offset += i === 0 ? 0 : separation(column[i - 1], seat);
    let pool = poolOf(seat, offset);
    pool.at = centre(pool);
    while (pools.length > 0 && pools.at(-1).at >= pool.at) {
      pool = merged(pools.pop(), pool);
      pool.at = centre(pool);
    }
    pools.push(pool);
  });
  for (const pool of pools) {
    for (const [seat, offset] of pool.seats) {
      seat.y = pool.at + offset;
    }
  }
}

/** Where a seat would stand level with each neighbour, and how much that matters. Who has none hardly minds. */
function poolOf(seat, offset) {
  const weigh = (other) => (seat.task && other.task ? 1 : seat.task || other.task ? 2 : 8);
  const wishes = [
    ...seat.before.map((other) => [other.y - offset, 1.01 * weigh(other)]), // of two sides the left wins, so that a chain is no stair
    ...seat.after.map((other) => [other.y - offset, weigh(other)]),
    ...(seat.before.length + seat.after.length === 0 ? [[seat.y - offset, 0.01]] : []),
  ];
  return {
    seats: [[seat, offset]],
    wishes,
    sum: wishes.reduce((sum, [y, weight]) => sum + y * weight, 0),
    weight: wishes.reduce((sum, [, weight]) => sum + weight, 0),
  };
}

function merged(above, below) {
  return {
    seats: above.seats.concat(below.seats),
    wishes: above.wishes.concat(below.wishes),
    sum: above.sum + below.sum,
    weight: above.weight + below.weight,
  };
}

/** The weighted median. In a crowd nothing gets straight, and the mean is quicker. */
function median({ wishes, sum, weight }) {
  if (wishes.length > 100) {
    return sum / weight;
  }
  const sorted = [...wishes].sort((a, b) => a[0] - b[0]);
  let passed = 0;
  for (let i = 0; i < sorted.length; i++) {
    passed += sorted[i][1];
    if (passed === weight / 2) {
      const [one, other] = [sorted[i][0], sorted[i + 1][0]];
      return other - one < BOX_HEIGHT / 3 ? one : (one + other) / 2; // rather level with one than askew to both
    }
    if (passed > weight / 2) {
      return sorted[i][0];
    }
  }
  return sum / weight;
}
