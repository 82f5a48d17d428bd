package dev.doge.processor.generate;

import dev.doge.processor.graph.BoundClass;
import dev.doge.processor.graph.BoundClass.Input;
import dev.doge.processor.graph.Names;
import dev.doge.processor.model.Task;
import dev.doge.processor.model.TaskClass;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The names in a generated class. Tasks have theirs first; what is private steps aside. */
final class Identifiers {
    private final Set<String> constants = new HashSet<>();
    private final Set<String> methods = new HashSet<>();
    private final IdentityHashMap<Task, String> tasks = new IdentityHashMap<>();
    private final Map<String, String> inputs = new LinkedHashMap<>();
    private final Map<String, String> parameters = new HashMap<>();
    private final String plan;
    private final Map<TaskClass, String> fields = new LinkedHashMap<>();

    Identifiers(BoundClass graph) {
        for (Task task : graph.tasks()) {
            String name = Names.constant(graph.method(task));
            tasks.put(task, name);
            constants.add(name);
            methods.add(graph.method(task));
        }
        this.plan = free("PLAN", constants, "_");
        for (Input input : graph.inputs()) {
            inputs.put(input.name(), free(Names.constant(input.name()), constants, "_INPUT"));
        }
        Set<String> taken = new HashSet<>(constants);
        taken.addAll(inputs.keySet());
        for (String input : inputs.keySet()) {
            parameters.put(input, constants.contains(input) ? free(input + "_", taken, "_") : input);
        }
        Set<String> used = new HashSet<>(constants);
        for (TaskClass part : graph.composition().parts()) {
            if (part.tasks().stream().anyMatch(task -> !task.method().isStatic())) {
                fields.put(part, free(Names.decapitalised(part.simpleName()), used, "_"));
            }
        }
    }

    private static String free(String wanted, Set<String> taken, String suffix) {
        String name = Names.isLegal(wanted) ? wanted : wanted + suffix;
        while (!taken.add(name)) {
            name += suffix;
        }
        return name;
    }

    String task(Task task) {
        return Objects.requireNonNull(tasks.get(task));
    }

    String input(String name) {
        return Objects.requireNonNull(inputs.get(name));
    }

    /** Returns whether a name in a body means something else than a class of that name. */
    boolean isTaken(String name) {
        return constants.contains(name) || fields.containsValue(name) || name.equals("graph") || name.equals("in");
    }

    String plan() {
        return plan;
    }

    /** Returns the classes that have instance tasks, with the field that holds the object of each. */
    Map<TaskClass, String> fields() {
        return fields;
    }

    /** Returns the field that holds the object of a class. */
    String field(TaskClass part) {
        return Objects.requireNonNull(fields.get(part));
    }

    /** Returns the name of a parameter of a request method: that of the input, unless a constant would be hidden. */
    String parameter(String input) {
        return Objects.requireNonNull(parameters.get(input));
    }

    /** Returns a name for a private method that no request method has. */
    String method(String wanted) {
        String name = wanted;
        while (!methods.add(name)) {
            name += "_";
        }
        return name;
    }
}
