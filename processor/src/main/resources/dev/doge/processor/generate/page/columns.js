/**
 * Puts tasks into columns, one per level, and gives every edge that passes a column a seat in it. Edges that leave one task share their
 * seats: they run as one until they part. This is the layering of Sugiyama, Tagawa and Toda (1981) by longest paths.
 */
function columnsOf(tasks, edges) {
  const levels = [...new Set(tasks.map((task) => task.level))].sort((a, b) => a - b);
  const columnOf = new Map(levels.map((level, column) => [level, column]));
  const columns = levels.map(() => []);
  const seat = (task, column) => {
    const taken = { task, column, before: [], after: [], at: columns[column].length, y: 0 };
    columns[column].push(taken);
    return taken;
  };
  const join = (left, right) => {
    if (!left.after.includes(right)) {
      left.after.push(right);
      right.before.push(left);
    }
  };

  const seatOf = new Map(tasks.map((task) => [task, seat(task, columnOf.get(task.level))]));
  const lanes = new Map(); // the seats that edges of one task share, by column
  const routes = new Map();
  for (const edge of edges) {
    const start = seatOf.get(edge.to);
    const end = seatOf.get(edge.from);
    const route = [start];
    if (start.column < end.column) {
      const lane = lanes.get(start) ?? lanes.set(start, new Map()).get(start);
      for (let column = start.column + 1; column < end.column; column++) {
        const passed = lane.get(column) ?? lane.set(column, seat(undefined, column)).get(column);
        join(route.at(-1), passed);
        route.push(passed);
      }
      join(route.at(-1), end);
    }
    routes.set(edge, [...route, end]); // one that does not go forward is drawn around
  }
  return { columns, routes, seatOf };
}
