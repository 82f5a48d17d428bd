/** Says all that is known of the selected task; of the graph if none is. */
class Panel {
  constructor(panel, graph, onPick) {
    this.panel = panel;
    this.graph = graph;
    this.onPick = onPick;
  }

  showGraph() {
    const { graph } = this;
    this.panel.replaceChildren(
      element("h2", {}, simpleName(graph.name)),
      element("p", { class: "quiet" }, `The task graph of ${graph.owner}`),
      facts([["Tasks", String(graph.tasks.length)], ["Edges", String(graph.edges.length)], ["Levels", String(levelsOf(graph))]]),
      section("Inputs", graph.inputs.length === 0
        ? element("p", { class: "quiet" }, "This graph has no inputs.")
        : element("ul", { class: "inputs" }, ...graph.inputs.map((input) => element("li", {}, chip(input.name), " ", type(input.type))))),
      section("Edges", legend(graph.edges)),
      section("Keyboard", keys()));
  }

  showTask(task, { upstream, downstream, way, start }) {
    const policies = policiesOf(task);
    this.panel.replaceChildren(
      element("h2", {}, task.name),
      ...(task.description ? [element("p", { class: "description" }, task.description)] : []),
      facts([
        ["Key", task.key.length === 0 ? "no inputs" : element("span", { class: "chips" }, ...task.key.map(chip))],
        ["Type", type(task.type)],
        ["Source", element("code", {}, breakable(task.method))],
        ["Class", element("code", {}, breakable(task.owner ?? this.graph.owner))],
        ["Policies", policies.length === 0 ? "none" : element("span", { class: "chips" }, ...policies.map((policy) => element("code", { class: "policy" }, policy)))],
        ["Level", String(task.level)],
      ]),
      section(start ? `The way from ${start.name}` : "The way to it", this.way(way, start)),
      section(`Needs ${countOf(task.needs, upstream)}`,
        this.edges(task.needs, (edge) => edge.to, upstream)),
      section(`Needed by ${countOf(task.neededBy, downstream)}`,
        this.edges(task.neededBy, (edge) => edge.from, downstream)));
    this.panel.scrollTop = 0;
  }

  way(way, start) {
    if (way.length === 0) {
      return element("p", { class: "quiet" }, `No way leads from ${start.name} to this task.`);
    }
    if (way.length === 1) {
      return element("p", { class: "quiet" }, "It can start at once.");
    }
    return element("ol", { class: "way" }, ...way.map((task) => element("li", {}, this.link(task))));
  }

  edges(edges, other, all) {
    const direct = new Set(edges.map(other));
    const further = [...all].filter((task) => !direct.has(task)).sort((a, b) => a.index - b.index);
    const lists = [element("ul", { class: "direct" }, ...edges.map((edge) => element("li", {},
      this.link(other(edge)), " ",
      element("span", { class: "kind" }, sample(edge), ` ${edge.kind}`),
      ...(termsOf(edge) ? [element("span", { class: "terms" }, ` ${termsOf(edge)}`)] : []))))];
    if (further.length > 0) {
      lists.push(element("details", {},
        element("summary", {}, `and through them ${further.length} more`),
        element("ul", { class: "further" }, ...further.map((task) => element("li", {}, this.link(task))))));
    }
    return element("div", {}, ...lists);
  }

  link(task) {
    return element("button", { type: "button", class: "link", "data-name": task.name, click: (event) => this.onPick(task, event.shiftKey) }, task.name);
  }
}

function countOf(edges, all) {
  return edges.length === 0 ? "nothing" : all.size === 0 ? "itself" : String(all.size);
}

function simpleName(qualified) {
  return qualified.slice(qualified.lastIndexOf(".") + 1);
}

function levelsOf(graph) {
  return new Set(graph.tasks.map((task) => task.level)).size;
}

function policiesOf(task) {
  return [
    ...(task.policies ?? []),
    ...(task.conditional ? ["conditional"] : []),
    ...(task.share === "RUN" ? ["share = RUN"] : []),
    ...(task.async ? ["asynchronous"] : []),
    ...(task.nullable ? ["@Nullable"] : []),
  ];
}

function section(title, ...content) {
  return element("section", {}, element("h3", {}, title), ...content);
}

function facts(rows) {
  return element("dl", {}, ...rows.flatMap(([name, value]) => [element("dt", {}, name), element("dd", {}, value)]));
}

function chip(name) {
  return element("span", { class: "chip" }, name);
}

/** A type without the packages of its names; they show when pointed at. */
function type(text) {
  return element("code", { title: text }, breakable(text.replace(/\b(?:[\p{Ll}_][\p{L}\p{N}_]*\.)+(?=\p{L})/gu, "")));
}

/** Lets a long name break behind its dots, brackets and commas. */
function breakable(text) {
  const parts = text.split(/(?<=[.,(<])/);
  return element("span", {}, ...parts.flatMap((part) => [part, element("wbr")]));
}

/** A piece of line that looks like an edge. */
function sample(edge) {
  return shape("svg", { class: "sample", viewBox: "0 0 34 12", "aria-hidden": "true" },
    shape("g", { class: `edge ${looksOf(edge)}` },
      shape("path", { class: "line", d: "M1,6H27" }), shape("path", { class: "head", d: "M25,1.5L33,6L25,10.5Z" })));
}

/** The kinds of edges that there are, how they look and how many of each. */
function legend(edges) {
  const known = [...KINDS.keys()].filter((kind) => edges.some((edge) => edge.kind === kind));
  const others = [...new Set(edges.map((edge) => edge.kind))].filter((kind) => !KINDS.has(kind)).sort();
  const rows = [...known, ...others].map((kind) => {
    const all = edges.filter((edge) => edge.kind === kind);
    return element("li", { "data-kind": kind }, sample({ kind }), element("b", {}, kind), element("span", { class: "quiet" }, kindOf({ kind }).text),
      element("span", { class: "number" }, String(all.length)));
  });
  const flags = [["recursive", "closes a ring, checked at run time"], ["conditional", "the task may be skipped"]]
    .filter(([name]) => edges.some((edge) => edge[name]))
    .map(([name, text]) => element("li", {}, sample({ kind: "needs", [name]: true }), element("b", {}, name), element("span", { class: "quiet" }, text)));
  return rows.length === 0 ? element("p", { class: "quiet" }, "No task needs another.") : element("ul", { class: "legend" }, ...rows, ...flags);
}

function keys() {
  const rows = [
    ["/", "search"], ["F", "fit"], ["+ −", "zoom"], ["O", "only what is related"], ["← →", "to what it needs, to what needs it"],
    ["↑ ↓", "along a level"], ["Shift click", "way between two tasks"], ["Esc", "select none"],
  ];
  return element("dl", { class: "keys" }, ...rows.flatMap(([key, text]) => [element("dt", {}, element("kbd", {}, key)), element("dd", {}, text)]));
}
