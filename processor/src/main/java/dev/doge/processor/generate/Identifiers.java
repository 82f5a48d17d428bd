package dev.doge.processor.generate;

import dev.doge.processor.graph.BoundClass;
import dev.doge.processor.graph.BoundClass.Input;
import dev.doge.processor.graph.Names;
import dev.doge.processor.model.Task;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The names in a generated class. Tasks have theirs first; what is private steps aside. */
final class Identifiers {
    private final Set<String> constants = new HashSet<>();
    private final Set<String> methods = new HashSet<>();
    private final Map<String, String> tasks = new HashMap<>();
    private final Map<String, String> inputs = new LinkedHashMap<>();
    private final Map<String, String> parameters = new HashMap<>();
    private final String plan;
    private final String field;

    Identifiers(BoundClass graph) {
        for (Task task : graph.tasks()) {
            String name = Names.constant(task.name());
            tasks.put(task.name(), name);
            constants.add(name);
            methods.add(task.name());
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
        String simple = graph.taskClass().simpleName();
        String lower = simple.substring(0, 1).toLowerCase(Locale.ROOT) + simple.substring(1);
        this.field = Names.isLegal(lower) && !constants.contains(lower) ? lower : lower + "_";
    }

    private static String free(String wanted, Set<String> taken, String suffix) {
        String name = Names.isLegal(wanted) ? wanted : wanted + suffix;
        while (!taken.add(name)) {
            name += suffix;
        }
        return name;
    }

    String task(Task task) {
        return Objects.requireNonNull(tasks.get(task.name()));
    }

    String input(String name) {
        return Objects.requireNonNull(inputs.get(name));
    }

    String plan() {
        return plan;
    }

    /** Returns the field that holds the task object. */
    String field() {
        return field;
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
