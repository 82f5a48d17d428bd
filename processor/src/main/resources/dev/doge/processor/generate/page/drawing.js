const SVG = "http://www.w3.org/2000/svg";

function element(name, attributes = {}, ...children) {
  return fill(document.createElement(name), attributes, children);
}

function shape(name, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, name), attributes, children);
}

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") {
      node.addEventListener(name, value);
    } else if (value !== undefined) {
      node.setAttribute(name, value);
    }
  }
  node.append(...children); // text, never markup
  return node;
}

/** Cuts a text in the middle, so that it fits: both ends of a name tell it from others. */
function shortened(text, most) {
  const half = Math.floor((most - 1) / 2);
  return text.length <= most ? text : `${text.slice(0, most - 1 - half)}…${text.slice(-half)}`;
}

const NAME_LENGTH = 30;
const KEY_LENGTH = 34;

function keyText(task) {
  return task.key.length === 0 ? "no inputs" : task.key.join(", ");
}

/** What stands in the box of a task. */
function labelOf(task) {
  return { name: shortened(task.name, NAME_LENGTH) + (task.conditional ? "?" : ""), key: shortened(keyText(task), KEY_LENGTH) };
}

const ruler = document.createElement("canvas").getContext("2d");

function widthOf(task) {
  const label = labelOf(task);
  const family = getComputedStyle(document.body).fontFamily;
  ruler.font = `600 14px ${family}`;
  const name = ruler.measureText(label.name).width;
  ruler.font = `12px ${family}`;
  return Math.round(Math.max(84, name, ruler.measureText(label.key).width) + 28);
}

/** Draws tasks and the edges between them, and says what was drawn. */
class Drawing {
  constructor(world, onPick) {
    this.world = world;
    this.onPick = onPick;
  }

  draw(tasks, edges) {
    this.layout = layOut(tasks, edges, widthOf);
    this.boxes = new Map();
    this.lines = new Map();
    const bands = shape("g", { class: "bands", "aria-hidden": "true" });
    const lines = shape("g", { class: "edges", "aria-hidden": "true" });
    const boxes = shape("g", { class: "tasks", role: "group", "aria-label": "tasks" });
    for (const band of this.layout.bands) {
      bands.append(shape("text", { x: band.x + band.width / 2, y: -34 }, `level ${band.level}`));
    }
    for (const [edge, path] of this.layout.paths) {
      const line = shape("g", { class: `edge ${looksOf(edge)}`, "data-from": edge.from.name, "data-to": edge.to.name, "data-kind": edge.kind },
        shape("path", { class: "line", d: path.line }), shape("path", { class: "head", d: path.head }));
      this.lines.set(edge, line);
      lines.append(line);
    }
    for (const [task, box] of this.layout.boxes) {
      const node = this.box(task, box);
      this.boxes.set(task, node);
      boxes.append(node);
    }
    this.world.replaceChildren(bands, lines, boxes);
  }

  box(task, { x, y, width, height }) {
    const label = labelOf(task);
    return shape("g", {
      class: `task${task.type === "void" ? " action" : ""}${task.conditional ? " conditional" : ""}`,
      "data-name": task.name,
      transform: `translate(${x} ${y})`,
      role: "button",
      tabindex: -1,
      "aria-label": `${task.name}, key ${keyText(task)}, level ${task.level}`,
      click: (event) => this.onPick(task, event.shiftKey),
    },
    shape("title", {}, `${task.name} (${keyText(task)})`),
    shape("rect", { width, height, rx: 9 }),
    shape("text", { class: "name", x: width / 2, y: 20 }, label.name),
    shape("text", { class: "key", x: width / 2, y: 36 }, label.key));
  }

  /** Marks the selected task, all that it needs and that needs it, and the tasks and edges of a way. */
  mark({ selected, upstream, downstream, way }) {
    const steps = new Set(way.slice(1).map((task, i) => `${way[i].index} ${task.index}`));
    const near = new Set([...(upstream ?? []), ...(downstream ?? []), ...way, ...(selected ? [selected] : [])]);
    for (const [task, box] of this.boxes) {
      flag(box, { selected: task === selected, upstream: upstream?.has(task), downstream: downstream?.has(task), way: way.includes(task) });
      flag(box, { far: selected && !near.has(task) });
      box.setAttribute("tabindex", task === (selected ?? this.boxes.keys().next().value) ? 0 : -1);
      box.setAttribute("aria-pressed", String(task === selected));
    }
    const above = (task) => task === selected || upstream?.has(task);
    const below = (task) => task === selected || downstream?.has(task);
    for (const [edge, line] of this.lines) {
      const onWay = steps.has(`${edge.to.index} ${edge.from.index}`);
      const inside = (above(edge.from) && above(edge.to)) || (below(edge.from) && below(edge.to));
      flag(line, { way: onWay, near: selected && inside, far: selected && !inside && !onWay });
      if (onWay) {
        line.parentNode.append(line); // above the others
      }
    }
  }

  /** Dims the tasks that a search does not find. */
  dim(found) {
    for (const [task, box] of this.boxes) {
      flag(box, { missed: found && !found.has(task) });
    }
  }
}

function flag(node, states) {
  for (const [name, on] of Object.entries(states)) {
    node.classList.toggle(name, Boolean(on));
  }
}
