const BOX_HEIGHT = 46;
const BOX_GAP = 16;
const LANE_GAP = 9;

/** Where everything is drawn: boxes of tasks, routes of edges, the columns of levels, and the size of it all. */
function layOut(tasks, edges, widthOf) {
  const { columns, routes, seatOf } = columnsOf(tasks, edges);
  uncross(columns);
  placeSeats(columns, (upper, lower) =>
    upper.task && lower.task ? BOX_HEIGHT + BOX_GAP : upper.task || lower.task ? BOX_HEIGHT / 2 + BOX_GAP : LANE_GAP);
  const ys = columns.flat().map((seat) => seat.y);
  const top = ys.reduce((a, b) => Math.min(a, b), Infinity) - BOX_HEIGHT / 2;
  const bottom = ys.reduce((a, b) => Math.max(a, b), -Infinity) + BOX_HEIGHT / 2;

  const bands = [];
  let x = 0;
  columns.forEach((column) => {
    const own = column.filter((seat) => seat.task);
    const width = Math.max(...own.map((seat) => widthOf(seat.task)));
    bands.push({ level: own[0].task.level, x, width });
    x += width + gutter(column);
  });
  const boxes = new Map([...seatOf].map(([task, seat]) => {
    const band = bands[seat.column];
    const width = widthOf(task);
    return [task, { x: band.x + (band.width - width) / 2, y: seat.y - top - BOX_HEIGHT / 2, width, height: BOX_HEIGHT }];
  }));
  const beside = besideEachOther(edges);
  const paths = new Map([...routes].map(([edge, route]) => [edge, pathOf(edge, route, { boxes, bands, top, shift: beside.get(edge) })]));
  const last = bands.at(-1);
  return { boxes, paths, bands, width: last.x + last.width, height: bottom - top };
}

/** How far edges between the same two tasks are moved apart. */
function besideEachOther(edges) {
  const pairs = new Map();
  for (const edge of edges) {
    const pair = `${edge.to.index} ${edge.from.index}`;
    pairs.set(pair, [...(pairs.get(pair) ?? []), edge]);
  }
  return new Map([...pairs.values()].flatMap((all) => {
    const step = Math.min(8, (BOX_HEIGHT - 10) / all.length);
    return all.map((edge, i) => [edge, (i - (all.length - 1) / 2) * step]);
  }));
}

/** Room for the edges between two columns: more where there are more of them. */
function gutter(column) {
  const joints = column.reduce((sum, seat) => sum + seat.after.length, 0);
  return 48 + Math.min(88, 3 * joints);
}

/** A line through the seats of a route, level in the columns and bent between them, and the head of its arrow. */
function pathOf(edge, route, { boxes, bands, top, shift }) {
  const from = boxes.get(edge.to);
  const to = boxes.get(edge.from);
  const start = [from.x + from.width, from.y + BOX_HEIGHT / 2 + shift];
  const end = [to.x - 1, to.y + BOX_HEIGHT / 2 + shift];
  const head = `M${end[0] - 8},${end[1] - 4.5}L${end[0]},${end[1]}L${end[0] - 8},${end[1] + 4.5}Z`;
  if (route.length === 2 && route[0].column >= route[1].column) {
    return { line: loop(start, end, Math.min(from.y, to.y)), head };
  }
  const points = [start];
  for (const seat of route.slice(1, -1)) {
    const band = bands[seat.column];
    const y = seat.y - top + shift;
    points.push([band.x, y], [band.x + band.width, y]);
  }
  points.push([end[0] - 7, end[1]]);
  let line = `M${points[0]}`;
  for (let i = 1; i < points.length; i++) {
    const [a, b] = [points[i - 1], points[i]];
    const bend = (b[0] - a[0]) / 2;
    line += a[1] === b[1] ? `L${b}` : `C${a[0] + bend},${a[1]} ${b[0] - bend},${b[1]} ${b}`;
  }
  return { line, head };
}

/** The way back of a recursion, above the boxes. */
function loop(start, end, top) {
  const over = top - 18;
  return `M${start}C${start[0] + 44},${start[1]} ${start[0] + 44},${over} ${start[0]},${over}`
    + `L${end[0]},${over}C${end[0] - 44},${over} ${end[0] - 44},${end[1]} ${end[0] - 7},${end[1]}`;
}
