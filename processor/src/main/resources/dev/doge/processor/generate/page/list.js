/** All tasks by name, and the field that searches them. */
class TaskList {
  constructor(graph, { field, list, count }, { onFind, onPick }) {
    this.field = field;
    this.list = list;
    this.count = count;
    this.items = new Map(graph.tasks.map((task) => [task, this.item(task, onPick)]));
    this.texts = new Map(graph.tasks.map((task) =>
      [task, [task.name, task.type, task.method, task.description ?? "", ...task.key].join("\n").toLowerCase()]));
    this.onFind = onFind;
    list.append(...this.items.values());
    field.addEventListener("input", () => this.search());
    field.addEventListener("keydown", (event) => this.key(event, onPick));
    list.addEventListener("keydown", (event) => this.walk(event));
    this.search();
  }

  item(task, onPick) {
    return element("li", {},
      element("button", { type: "button", "data-name": task.name, click: (event) => onPick(task, event.shiftKey) },
        element("span", { class: "name" }, task.name),
        element("span", { class: "key" }, keyText(task))));
  }

  /** Finds tasks by every word of the field, those whose name begins with it first. */
  search() {
    const words = this.field.value.toLowerCase().split(/\s+/).filter(Boolean);
    const found = [...this.items.keys()].filter((task) => words.every((word) => this.texts.get(task).includes(word)));
    const rank = (task) => (words.length === 0 ? 0 : task.name.toLowerCase().startsWith(words[0]) ? 0 : task.name.toLowerCase().includes(words[0]) ? 1 : 2);
    this.found = found.sort((a, b) => rank(a) - rank(b) || a.index - b.index);
    this.list.replaceChildren(...this.found.map((task) => this.items.get(task)));
    this.count.textContent = words.length === 0 ? `${this.items.size} tasks` : `${found.length} of ${this.items.size} tasks`;
    this.hits = words.length === 0 ? undefined : new Set(found);
    this.onFind(this.hits);
  }

  key(event, onPick) {
    if (event.key === "Enter" && this.found.length > 0) {
      onPick(this.found[0], event.shiftKey);
    } else if (event.key === "ArrowDown" && this.found.length > 0) {
      this.items.get(this.found[0]).firstChild.focus();
    } else if (event.key === "Escape" && this.field.value) {
      this.field.value = "";
      this.search();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  walk(event) {
    const item = event.target.closest("li");
    const next = event.key === "ArrowDown" ? item?.nextSibling : event.key === "ArrowUp" ? item?.previousSibling ?? this.field.parentNode : undefined;
    if (next) {
      (next.querySelector("button") ?? this.field).focus();
      event.preventDefault();
      event.stopPropagation();
    }
  }

  mark(selected) {
    for (const [task, item] of this.items) {
      item.firstChild.setAttribute("aria-current", String(task === selected));
    }
    this.items.get(selected)?.scrollIntoView({ block: "nearest" });
  }
}
