/** Puts the page together: what is selected, found and shown, and who hears of it. */
const at = (id) => document.getElementById(id);
const graph = new Graph(JSON.parse(at("graph").textContent));
const LINK = "#task="; // no name of an element here, or the browser would jump to it
const state = { selected: undefined, start: undefined, onlyRelated: false };

const drawing = new Drawing(at("world"), pick);
const camera = new Camera(at("screen"), at("world"), () => minimap?.follow());
const minimap = new Minimap(at("minimap"), camera);
const panel = new Panel(at("panel"), graph, pick);
const list = new TaskList(graph, { field: at("search"), list: at("list"), count: at("count") }, {
  onFind: (found) => drawing.boxes && drawing.dim(found),
  onPick: pick,
});

/** Selects a task, or none. With Shift the way leads to it from the task that was selected before. */
function pick(task, shift = false) {
  const start = shift && state.selected !== task ? state.selected : undefined;
  const drawn = shown();
  Object.assign(state, { selected: task, start, onlyRelated: state.onlyRelated && Boolean(task) });
  history.replaceState(null, "", task ? LINK + encodeURIComponent(task.name) : location.pathname + location.search);
  if (!same(drawn, shown())) {
    draw();
    camera.open(drawing.layout);
  }
  show();
  if (task) {
    camera.reveal(drawing.layout.boxes.get(task));
  }
}

function same(one, other) {
  return one.length === other.length && one.every((task, i) => task === other[i]);
}

/** The tasks that are drawn: all, or those that have to do with the selected one. */
function shown() {
  if (!state.onlyRelated) {
    return graph.tasks;
  }
  const related = new Set([state.selected, state.start, ...graph.upstream(state.selected), ...graph.downstream(state.selected)]);
  return graph.tasks.filter((task) => related.has(task));
}

function draw() {
  const tasks = new Set(shown());
  drawing.draw([...tasks], graph.edges.filter((edge) => tasks.has(edge.from) && tasks.has(edge.to)));
  drawing.dim(list.hits);
  minimap.draw(drawing.layout);
}

function show() {
  const { selected, start } = state;
  at("related").setAttribute("aria-pressed", String(state.onlyRelated));
  at("related").disabled = !selected;
  list.mark(selected);
  if (!selected) {
    drawing.mark({ way: [] });
    panel.showGraph();
    at("said").textContent = "nothing selected";
    return;
  }
  const forth = start ? graph.wayBetween(start, selected) : graph.wayTo(selected);
  const way = start && forth.length === 0 ? graph.wayBetween(selected, start) : forth;
  const around = { upstream: graph.upstream(selected), downstream: graph.downstream(selected), way };
  drawing.mark({ selected, ...around });
  panel.showTask(selected, { ...around, start });
  at("said").textContent = `${selected.name} selected; it needs ${around.upstream.size} tasks, ${around.downstream.size} need it`;
}

function toggleRelated() {
  if (state.selected) {
    state.onlyRelated = !state.onlyRelated;
    draw();
    camera.open(drawing.layout);
    show();
    camera.reveal(drawing.layout.boxes.get(state.selected));
  }
}

/** The nearest of some boxes, for the arrow keys. */
function step(key) {
  const { selected } = state;
  const { boxes } = drawing.layout;
  const here = boxes.get(selected);
  const options = key === "ArrowLeft" ? selected.needs.map((edge) => edge.to)
    : key === "ArrowRight" ? selected.neededBy.map((edge) => edge.from)
      : [...boxes.keys()].filter((task) => task.level === selected.level
        && (key === "ArrowUp" ? boxes.get(task).y < here.y : boxes.get(task).y > here.y));
  const distance = (task) => Math.abs(boxes.get(task).y - here.y);
  const next = options.filter((task) => task !== selected && boxes.has(task)).sort((a, b) => distance(a) - distance(b))[0];
  if (next) {
    pick(next);
    drawing.boxes.get(next).focus({ preventScroll: true });
  }
}

const SHORTCUTS = {
  "/": () => at("search").select() ?? at("search").focus(),
  f: () => camera.fit(drawing.layout),
  o: toggleRelated,
  "+": () => camera.zoom(1.25),
  "=": () => camera.zoom(1.25),
  "-": () => camera.zoom(0.8),
  Escape: () => pick(undefined),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target instanceof HTMLInputElement) {
    return;
  }
  const box = event.target.closest?.(".task");
  if (event.key.startsWith("Arrow") && at("screen").contains(event.target)) {
    if (state.selected) {
      step(event.key);
    } else {
      pick(graph.tasks[0]);
    }
  } else if (box && (event.key === "Enter" || event.key === " ")) {
    pick(graph.named(box.dataset.name), event.shiftKey);
  } else if (SHORTCUTS[event.key]) {
    SHORTCUTS[event.key]();
  } else {
    return;
  }
  event.preventDefault();
});

at("fit").addEventListener("click", () => camera.fit(drawing.layout));
at("closer").addEventListener("click", () => camera.zoom(1.25));
at("further").addEventListener("click", () => camera.zoom(0.8));
at("related").addEventListener("click", toggleRelated);
at("screen").addEventListener("click", (event) => event.target === at("screen") && pick(undefined));
new ResizeObserver(() => minimap.follow()).observe(at("screen"));

draw();
camera.open(drawing.layout);
show();
function follow() {
  const linked = location.hash.startsWith(LINK) ? graph.named(decodeURIComponent(location.hash.slice(LINK.length))) : undefined;
  if (linked && linked !== state.selected) {
    pick(linked);
  }
}
addEventListener("hashchange", follow);
follow();
