package dev.doge.processor.graph;

import dev.doge.processor.graph.Binding.Source;
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

/** A task class whose names are resolved: what each parameter takes, and who needs whom. Says nothing of what is wrong. */
public final class BoundClass {
    /**
     * An input of the class.
     *
     * @param name its name
     * @param type its type, as its first parameter has it
     * @param parameter the first parameter that takes it
     * @param task the task of that parameter
     */
    public record Input(String name, Type type, Parameter parameter, Task task) {}

    private final TaskClass taskClass;
    private final Map<String, Task> tasks = new LinkedHashMap<>();
    private final Map<String, Input> inputs = new LinkedHashMap<>();
    private final IdentityHashMap<Parameter, Binding> bindings = new IdentityHashMap<>();
    private final IdentityHashMap<Task, List<Edge>> edges = new IdentityHashMap<>();

    private BoundClass(TaskClass taskClass) {
        this.taskClass = taskClass;
    }

    /** Resolves the names of a class. */
    public static BoundClass of(TaskClass taskClass) {
        BoundClass bound = new BoundClass(taskClass);
        bound.bind();
        return bound;
    }

    private void bind() {
        for (Task task : taskClass.tasks()) {
            tasks.putIfAbsent(task.name(), task);
            for (Parameter parameter : task.parameters()) {
                if (parameter.dependsOn().isEmpty()) {
                    parameter
                            .input()
                            .ifPresent(name -> inputs.putIfAbsent(
                                    name.name(), new Input(name.name(), parameter.type(), parameter, task)));
                }
            }
        }
        for (Task task : taskClass.tasks()) {
            List<Edge> needs = new ArrayList<>();
            for (Parameter parameter : task.parameters()) {
                Binding binding = bind(parameter);
                bindings.put(parameter, binding);
                addEdges(task, parameter, binding, needs);
            }
            for (Named name : task.predecessors()) {
                Task before = tasks.get(name.name());
                if (before != null) {
                    needs.add(new Edge(task, before, text(task), Edge.Kind.ORDER, name.place()));
                }
            }
            edges.put(task, needs);
        }
    }

    private static String text(Task task) {
        List<Named> names = task.predecessors();
        String value = names.size() == 1
                ? '"' + names.get(0).name() + '"'
                : "{\"" + String.join("\", \"", names.stream().map(Named::name).toList()) + "\"}";
        return "@DependsOn(" + value + ") on " + task.method().text();
    }

    private Binding bind(Parameter parameter) {
        if (parameter.input().isPresent()) {
            return parameter.dependsOn().isPresent()
                    ? new Binding.Invalid()
                    : new Binding.ToInput(parameter.input().get().name());
        }
        if (parameter.dependsOn().isEmpty()) {
            Task task = tasks.get(parameter.name());
            return task == null
                    ? new Binding.Unknown(new Named(parameter.name(), parameter.place()))
                    : new Binding.ToTask(task);
        }
        DependsOnMark mark = parameter.dependsOn().get();
        if (mark.tasks().size() != 1
                || !mark.with().isEmpty()
                || mark.recursive().isPresent()) {
            return new Binding.Invalid();
        }
        Named name = mark.tasks().get(0);
        Task task = tasks.get(name.name());
        if (task == null) {
            return new Binding.Unknown(name);
        }
        if (mark.each().isEmpty()) {
            return mark.as().isPresent() ? new Binding.Invalid() : new Binding.ToTask(task);
        }
        Named each = mark.each().get();
        return source(each.name())
                .<Binding>map(source -> new Binding.ToEach(task, source, mark.as()))
                .orElseGet(() -> new Binding.Unknown(each));
    }

    private Optional<Source> source(String name) {
        Task task = tasks.get(name);
        if (task != null) {
            return Optional.of(new Source(name, Optional.of(task), task.value()));
        }
        return Optional.ofNullable(inputs.get(name)).map(input -> new Source(name, Optional.empty(), input.type()));
    }

    private static void addEdges(Task task, Parameter parameter, Binding binding, List<Edge> edges) {
        if (binding instanceof Binding.ToTask bare) {
            edges.add(new Edge(task, bare.task(), task.method().text(), Edge.Kind.VALUE, parameter.place()));
        } else if (binding instanceof Binding.ToEach each) {
            each.source()
                    .task()
                    .ifPresent(source -> edges.add(
                            new Edge(task, source, task.method().text(), Edge.Kind.VALUE, parameter.place())));
            edges.add(new Edge(task, each.task(), task.method().text(), Edge.Kind.EACH, parameter.place()));
        }
    }

    public TaskClass taskClass() {
        return taskClass;
    }

    public List<Task> tasks() {
        return taskClass.tasks();
    }

    /** Returns the task of a name. */
    public Optional<Task> task(String name) {
        return Optional.ofNullable(tasks.get(name));
    }

    /** Returns the inputs in the order of their first parameters. */
    public List<Input> inputs() {
        return List.copyOf(inputs.values());
    }

    public Optional<Input> input(String name) {
        return Optional.ofNullable(inputs.get(name));
    }

    /** Returns the names of all tasks and inputs. */
    public List<String> names() {
        List<String> names = new ArrayList<>(tasks.keySet());
        names.addAll(inputs.keySet());
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
