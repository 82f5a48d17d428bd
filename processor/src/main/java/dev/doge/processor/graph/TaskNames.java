package dev.doge.processor.graph;

import dev.doge.processor.model.Composition;
import dev.doge.processor.model.Task;
import dev.doge.processor.model.TaskClass;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The names of tasks as each class of a composition sees them. Own tasks hide included ones; what is hidden, or named like a task of another
 * include, is still there by its qualified name. What a partial class lacks is looked for where it is included.
 */
final class TaskNames {
    private final Composition composition;
    private final IdentityHashMap<Task, TaskClass> owners = new IdentityHashMap<>();
    private final Map<TaskClass, Map<String, Set<Task>>> visible = new HashMap<>();

    TaskNames(Composition composition) {
        this.composition = composition;
        composition.parts().forEach(part -> part.tasks().forEach(task -> owners.put(task, part)));
    }

    /** Returns the class of a task. */
    TaskClass owner(Task task) {
        return Objects.requireNonNull(owners.get(task));
    }

    /** Returns the tasks of each name that needs no qualifier, as a class sees them: several if the name is ambiguous. */
    Map<String, Set<Task>> visible(TaskClass part) {
        Map<String, Set<Task>> known = visible.get(part);
        if (known != null) {
            return known;
        }
        visible.put(part, Map.of()); // for rings of includes, which are reported
        Map<String, Set<Task>> own = new LinkedHashMap<>();
        part.tasks().forEach(task -> own.putIfAbsent(task.name(), Set.of(task)));
        Map<String, Set<Task>> included = new LinkedHashMap<>();
        for (TaskClass include : composition.includes(part)) {
            visible(include)
                    .forEach((name, tasks) -> included.computeIfAbsent(name, key -> new LinkedHashSet<>())
                            .addAll(tasks));
        }
        included.forEach(own::putIfAbsent);
        visible.put(part, own);
        return own;
    }

    /** Returns what a name means in a class: nothing, one task, or several among which it cannot choose. */
    List<Task> resolve(TaskClass from, String name) {
        return List.copyOf(resolve(from, name, new HashSet<>()));
    }

    private Set<Task> resolve(TaskClass from, String name, Set<TaskClass> asked) {
        Set<Task> found = inside(from, name);
        if (!found.isEmpty() || !from.isPartial() || !asked.add(from)) {
            return found;
        }
        Set<Task> outside = new LinkedHashSet<>();
        composition.includers(from).forEach(includer -> outside.addAll(resolve(includer, name, asked)));
        return outside;
    }

    private Set<Task> inside(TaskClass from, String name) {
        int dot = name.lastIndexOf('.');
        if (dot < 0) {
            return visible(from).getOrDefault(name, Set.of());
        }
        Set<Task> found = new LinkedHashSet<>();
        for (TaskClass part : composition.named(from, name.substring(0, dot))) {
            part.tasks().stream()
                    .filter(task -> task.name().equals(name.substring(dot + 1)))
                    .findFirst()
                    .ifPresent(found::add);
        }
        return found;
    }

    /** Returns whether the root sees a task by its plain name. */
    boolean isPlain(Task task) {
        return visible(composition.root()).getOrDefault(task.name(), Set.of()).equals(Set.of(task))
                || owner(task).equals(composition.root());
    }

    /** Returns the name of a task that the root can write, {@code "user"} or {@code "UserTasks.user"}. */
    String shown(Task task) {
        return isPlain(task) ? task.name() : owner(task).simpleName() + "." + task.name();
    }

    /** Returns the name of the request method of a task, {@code "user"} or {@code "userTasksUser"}. */
    String method(Task task) {
        return isPlain(task)
                ? task.name()
                : Names.decapitalised(owner(task).simpleName()) + Names.capitalised(task.name());
    }
}
