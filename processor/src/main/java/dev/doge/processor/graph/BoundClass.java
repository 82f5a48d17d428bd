package dev.doge.processor.graph;

import dev.doge.processor.graph.Binding.Source;
import dev.doge.processor.graph.Binding.With;
import dev.doge.processor.model.Composition;
import dev.doge.processor.model.DependsOnMark;
import dev.doge.processor.model.Named;
import dev.doge.processor.model.Parameter;
import dev.doge.processor.model.Task;
import dev.doge.processor.model.TaskClass;
import dev.doge.processor.model.Type;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** A task class, with all that it includes, whose names are resolved: what each parameter takes, and who needs whom. Says nothing of what is wrong. */
public final class BoundClass {
    /**
     * An input of the graph.
     *
     * @param name its name
     * @param type its type, as its first parameter has it
     * @param parameter the first parameter that takes it
     * @param task the task of that parameter
     */
    public record Input(String name, Type type, Parameter parameter, Task task) {}

    private final Composition composition;
    private final TaskNames taskNames;
    private final InputNames inputNames;
    private final List<Task> tasks;
    private final Map<String, Input> inputs = new LinkedHashMap<>();
    private final IdentityHashMap<Parameter, Binding> bindings = new IdentityHashMap<>();
    private final IdentityHashMap<Task, Boolean> recursive = new IdentityHashMap<>();
    private final IdentityHashMap<Task, List<Condition>> conditions = new IdentityHashMap<>();
    private final IdentityHashMap<Task, List<Edge>> edges = new IdentityHashMap<>();

    private BoundClass(Composition composition) {
        this.composition = composition;
        this.taskNames = new TaskNames(composition);
        this.inputNames = new InputNames(composition);
        this.tasks = composition.parts().stream()
                .flatMap(part -> part.tasks().stream())
                .toList();
    }

    /** Resolves the names of a composition. */
    public static BoundClass of(Composition composition) {
        BoundClass bound = new BoundClass(composition);
        bound.bind();
        return bound;
    }

    private void bind() {
        for (Task task : tasks) {
            for (Parameter parameter : task.parameters()) {
                if (parameter.dependsOn().isEmpty() && parameter.input().isPresent()) {
                    String name = name(task, parameter.input().get());
                    inputs.putIfAbsent(name, new Input(name, parameter.type(), parameter, task));
                }
            }
        }
        for (Task task : tasks) {
            List<Edge> needs = new ArrayList<>();
            for (Parameter parameter : task.parameters()) {
                Binding binding = bind(task, parameter);
                bindings.put(parameter, binding);
                addEdges(task, parameter, binding, needs);
            }
            addConditions(task, needs);
            for (Named name : task.predecessors()) {
                task(task, name.name())
                        .ifPresent(
                                before -> needs.add(new Edge(task, before, text(task), Edge.Kind.ORDER, name.place())));
            }
            addFallback(task, needs);
            edges.put(task, needs);
        }
    }

    /** Returns the graph's name of an input that a task's class names; that name itself if it knows none. */
    private String name(Task task, Named input) {
        return inputNames.resolve(owner(task), input.name()).orElse(input.name());
    }

    private static String text(Task task) {
        List<Named> names = task.predecessors();
        String value = names.size() == 1
                ? '"' + names.get(0).name() + '"'
                : "{\"" + String.join("\", \"", names.stream().map(Named::name).toList()) + "\"}";
        return "@DependsOn(" + value + ") on " + task.method().text();
    }

    private Binding bind(Task owner, Parameter parameter) {
        if (parameter.type().is("dev.doge.runtime.TaskContext")) {
            return parameter.input().isPresent() || parameter.dependsOn().isPresent()
                    ? new Binding.Invalid()
                    : new Binding.ToContext();
        }
        if (parameter.input().isPresent()) {
            return parameter.dependsOn().isPresent()
                    ? new Binding.Invalid()
                    : new Binding.ToInput(name(owner, parameter.input().get()));
        }
        if (parameter.dependsOn().isEmpty()) {
            Named name = new Named(parameter.name(), parameter.place());
            return toTask(
                    owner,
                    name,
                    task -> new Binding.ToTask(
                            task, Taking.of(parameter.type(), task.value(), false), List.of(), Optional.empty()));
        }
        DependsOnMark mark = parameter.dependsOn().get();
        List<Optional<WithText>> texts =
                mark.with().stream().map(WithText::parse).toList();
        if (mark.tasks().size() != 1 || texts.stream().anyMatch(Optional::isEmpty)) {
            return new Binding.Invalid();
        }
        List<With> with = new ArrayList<>();
        for (Optional<WithText> text : texts) {
            Named named = text.orElseThrow().source();
            Optional<Source> source = source(owner, named);
            if (source.isEmpty()) {
                return unresolved(owner, named);
            }
            Named input = text.orElseThrow().input();
            with.add(new With(new Named(name(owner, input), input.place()), source.get()));
        }
        Named name = mark.tasks().get(0);
        Optional<Named> as = mark.as().map(input -> new Named(name(owner, input), input.place()));
        if (mark.each().isEmpty()) {
            return toTask(
                    owner,
                    name,
                    task -> new Binding.ToTask(task, Taking.of(parameter.type(), task.value(), false), with, as));
        }
        Named each = mark.each().get();
        return toTask(
                owner,
                name,
                task -> source(owner, each)
                        .<Binding>map(source -> new Binding.ToEach(
                                task,
                                Taking.of(parameter.type(), task.value(), true),
                                with,
                                as,
                                source,
                                mark.recursive().isPresent()))
                        .orElseGet(() -> unresolved(owner, each)));
    }

    private Binding toTask(Task owner, Named name, Function<Task, Binding> binding) {
        return task(owner, name.name()).map(binding).orElseGet(() -> unresolved(owner, name));
    }

    private Binding unresolved(Task owner, Named name) {
        List<Task> several = taskNames.resolve(owner(owner), name.name());
        return several.isEmpty() ? new Binding.Unknown(name) : new Binding.Ambiguous(name, several);
    }

    private Optional<Source> source(Task owner, Named name) {
        if (!taskNames.resolve(owner(owner), name.name()).isEmpty()) {
            return task(owner, name.name()).map(task -> new Source(name.name(), Optional.of(task), task.value()));
        }
        return inputNames
                .resolve(owner(owner), name.name())
                .flatMap(this::input)
                .map(input -> new Source(input.name(), Optional.empty(), input.type()));
    }

    private static void addEdges(Task task, Parameter parameter, Binding binding, List<Edge> edges) {
        if (!(binding instanceof Binding.Taken taken)) {
            return;
        }
        String text = task.method().text();
        if (taken instanceof Binding.ToEach each) {
            each.source()
                    .task()
                    .ifPresent(source -> edges.add(new Edge(task, source, text, Edge.Kind.VALUE, parameter.place())));
        }
        for (With with : taken.with()) {
            with.source()
                    .task()
                    .ifPresent(source -> edges.add(new Edge(
                            task, source, text, Edge.Kind.VALUE, with.input().place())));
        }
        boolean bound = !taken.with().isEmpty();
        Edge.Kind kind = taken instanceof Binding.ToEach each
                ? each.recursive() ? Edge.Kind.RECURSIVE : Edge.Kind.EACH
                : taken.binds() ? Edge.Kind.ON_DEMAND : bound ? Edge.Kind.WITH : Edge.Kind.VALUE;
        edges.add(new Edge(
                task,
                taken.task(),
                text,
                kind,
                kind == Edge.Kind.WITH ? taken.with().get(0).input().place() : parameter.place()));
    }

    private void addConditions(Task task, List<Edge> edges) {
        List<Condition> found = new ArrayList<>();
        for (Named written : task.conditions()) {
            boolean negated = written.name().startsWith("!");
            Named name = negated ? new Named(written.name().substring(1), written.place()) : written;
            Optional<Source> source = source(task, name);
            found.add(new Condition(name, negated, source));
            source.flatMap(Source::task)
                    .ifPresent(needed -> edges.add(new Edge(
                            task,
                            needed,
                            "@When(\"" + written.name() + "\") on "
                                    + task.method().text(),
                            Edge.Kind.CONDITION,
                            written.place())));
        }
        conditions.put(task, found);
    }

    private void addFallback(Task task, List<Edge> edges) {
        fallback(task)
                .ifPresent(other -> edges.add(new Edge(
                        task,
                        other,
                        "@Fallback(\"" + task.fallback().orElseThrow().target().name() + "\") on "
                                + task.method().text(),
                        Edge.Kind.FALLBACK,
                        task.fallback().orElseThrow().target().place())));
    }

    /** Returns whether a task is on a recursion. */
    public boolean isRecursive(Task task) {
        if (recursive.isEmpty() && !tasks.isEmpty()) {
            for (List<Task> component : Rings.components(this)) {
                boolean ring = component.size() > 1
                        || edges(component.get(0)).stream().anyMatch(edge -> edge.to() == component.get(0));
                component.forEach(member -> recursive.put(member, ring));
            }
        }
        return Boolean.TRUE.equals(recursive.get(task));
    }

    /** Returns the conditions of a task. */
    public List<Condition> conditions(Task task) {
        return conditions.getOrDefault(task, List.of());
    }

    /** Returns the task that supplies the value of one that fails; empty if a method does, or nothing. */
    public Optional<Task> fallback(Task task) {
        return task.fallback()
                .filter(mark -> mark.methods().isEmpty())
                .flatMap(mark -> task(task, mark.target().name()));
    }

    public Composition composition() {
        return composition;
    }

    public InputNames inputNames() {
        return inputNames;
    }

    /** Returns the class that the graph is of. */
    public TaskClass taskClass() {
        return composition.root();
    }

    /** Returns all tasks, those of the class itself first. */
    public List<Task> tasks() {
        return tasks;
    }

    /** Returns the class of a task. */
    public TaskClass owner(Task task) {
        return taskNames.owner(task);
    }

    /** Returns the name of a task that the class can write, {@code "user"} or {@code "UserTasks.user"}. */
    public String name(Task task) {
        return taskNames.shown(task);
    }

    /** Returns the name of the request method of a task, {@code "user"} or {@code "userTasksUser"}. */
    public String method(Task task) {
        return taskNames.method(task);
    }

    /** Returns the task that a name means in a task; empty if none, or several among which it cannot choose. */
    public Optional<Task> task(Task from, String name) {
        return task(owner(from), name);
    }

    /** Returns the task that a name means in a class; empty if none, or several among which it cannot choose. */
    public Optional<Task> task(TaskClass from, String name) {
        List<Task> found = taskNames.resolve(from, name);
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    /** Returns the tasks that a name may mean in a class. */
    public List<Task> candidates(TaskClass from, String name) {
        return taskNames.resolve(from, name);
    }

    /** Returns the order of inputs that is pinned for the key of a task: by the class, or else by the task's own. */
    public List<String> pins(Task task) {
        TaskClass pinning = taskClass().graph().inputs().isEmpty() ? owner(task) : taskClass();
        return pinning.graph().inputs().stream()
                .map(name -> inputNames.resolve(pinning, name.name()).orElse(name.name()))
                .toList();
    }

    /** Returns the inputs in the order of their first parameters. */
    public List<Input> inputs() {
        return List.copyOf(inputs.values());
    }

    public Optional<Input> input(String name) {
        return Optional.ofNullable(inputs.get(name));
    }

    /** Returns the names that a task can write: those of tasks, plain and qualified, and of the inputs of its class. */
    public List<String> names(Task from) {
        List<String> names = new ArrayList<>(taskNames.visible(owner(from)).keySet());
        inputs.values().stream()
                .filter(input -> owner(input.task()).equals(owner(from)))
                .map(input -> input.parameter().input().orElseThrow().name())
                .forEach(names::add);
        composition
                .closure(owner(from))
                .forEach(part -> part.tasks().forEach(task -> names.add(part.simpleName() + "." + task.name())));
        return names;
    }

    public Binding binding(Parameter parameter) {
        return Objects.requireNonNull(bindings.get(parameter));
    }

    /** Returns what a task needs, in the order of its declaration. */
    public List<Edge> edges(Task task) {
        return edges.getOrDefault(task, List.of());
    }
}
