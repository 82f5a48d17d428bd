/** The graph of a report: tasks that know what they need and who needs them. */
class Graph {
  constructor(json) {
    this.name = json.graph;
    this.owner = json.owner;
    this.inputs = json.inputs;
    this.tasks = json.tasks.map((task, index) => ({ ...task, index, needs: [], neededBy: [] }));
    const named = new Map(this.tasks.map((task) => [task.name, task]));
    this.named = (name) => named.get(name);
    this.edges = json.edges
      .map((edge) => ({ ...edge, from: named.get(edge.from), to: named.get(edge.to) }))
      .filter((edge) => edge.from && edge.to);
    for (const edge of this.edges) {
      edge.from.needs.push(edge);
      edge.to.neededBy.push(edge);
    }
  }

  /** All that `task` transitively needs. */
  upstream(task) {
    return reach(task, (at) => at.needs.map((edge) => edge.to));
  }

  /** All that transitively need `task`. */
  downstream(task) {
    return reach(task, (at) => at.neededBy.map((edge) => edge.from));
  }

  /** The longest chain of tasks that ends with `task`: each needs the one before it. Recursion goes down no level, so it adds nothing. */
  wayTo(task) {
    const way = [task];
    for (;;) {
      const before = way[0].needs.map((edge) => edge.to).filter((other) => other.level < way[0].level);
      if (before.length === 0) {
        return way;
      }
      way.unshift(before.reduce((best, other) => (other.level > best.level ? other : best)));
    }
  }

  /** The shortest chain of tasks from `start` to `end`, each needed by the next; empty if there is none. */
  wayBetween(start, end) {
    const cameFrom = new Map([[start, undefined]]);
    for (const task of cameFrom.keys()) {
      for (const edge of task.neededBy) {
        if (!cameFrom.has(edge.from)) {
          cameFrom.set(edge.from, task);
        }
      }
    }
    const way = [];
    for (let at = cameFrom.has(end) ? end : undefined; at; at = cameFrom.get(at)) {
      way.unshift(at);
    }
    return way;
  }
}

function reach(start, next) {
  const found = new Set();
  const open = [start];
  while (open.length > 0) {
    for (const task of next(open.pop())) {
      if (!found.has(task) && task !== start) {
        found.add(task);
        open.push(task);
      }
    }
  }
  return found;
}
