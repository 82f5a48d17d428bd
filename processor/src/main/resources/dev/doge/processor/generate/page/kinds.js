/** How kinds of edges look and what they mean, in the order of the legend. A kind that is not listed is drawn as `other`. */
const KINDS = new Map([
  ["needs", { look: "value", text: "takes its value" }],
  ["with", { look: "bound", text: "takes its value for another input" }],
  ["each", { look: "each", text: "once per element" }],
  ["eachOutcome", { look: "each soft", text: "once per element, failures as values" }],
  ["eachOptional", { look: "each soft", text: "once per element, absent where skipped" }],
  ["optional", { look: "soft", text: "may be absent" }],
  ["outcome", { look: "soft", text: "value, failure or skip" }],
  ["lazy", { look: "dynamic", text: "started when asked for" }],
  ["lazyOptional", { look: "dynamic", text: "started when asked for, may be absent" }],
  ["lazyOutcome", { look: "dynamic", text: "started when asked for, however it ends" }],
  ["onDemand", { look: "dynamic", text: "with keys known at run time" }],
  ["onDemandOptional", { look: "dynamic", text: "with keys known at run time, may be absent" }],
  ["onDemandOutcome", { look: "dynamic", text: "with keys known at run time, however it ends" }],
  ["when", { look: "condition", text: "decides whether it runs" }],
  ["whenNot", { look: "condition", text: "decides whether it does not run" }],
  ["fallback", { look: "fallback", text: "stands in for a failure" }],
  ["after", { look: "order", text: "order only" }],
]);

function kindOf(edge) {
  return KINDS.get(edge.kind) ?? { look: "other", text: "see the documentation" };
}

/** The classes of an edge in the style sheet. */
function looksOf(edge) {
  return [kindOf(edge).look, edge.recursive ? "recursive" : "", edge.conditional ? "conditional" : ""].join(" ").trim();
}

/** What else is known of an edge, in words: `as sku from skus`. */
function termsOf(edge) {
  const bindings = edge.bindings ?? (edge.as ? [{ as: edge.as, source: edge.source }] : []);
  return [
    ...bindings.map(({ as, source }) => `${as}${source ? ` = ${source.replace(/^@/, "")}` : ""}`),
    edge.recursive ? "recursive" : "",
    edge.conditional ? "conditional" : "",
  ].filter(Boolean).join(", ");
}
