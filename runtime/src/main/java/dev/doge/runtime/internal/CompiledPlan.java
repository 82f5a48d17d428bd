package dev.doge.runtime.internal;

import dev.doge.runtime.Graph;
import dev.doge.runtime.Request;
import dev.doge.runtime.TaskId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A plan as the engine runs it. Immutable and thread-safe. */
public final class CompiledPlan {
    private final Map<TaskId<?>, TaskNode> nodes;
    private final List<TaskId<?>> tasks;
    private final List<TaskDraft> drafts;

    CompiledPlan(Map<TaskId<?>, TaskNode> nodes, List<TaskDraft> drafts) {
        this.nodes = nodes;
        this.drafts = drafts;
        TaskId<?>[] ids = new TaskId<?>[drafts.size()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = drafts.get(i).id();
        }
        this.tasks = List.of(ids);
    }

    /**
     * Returns the tasks.
     *
     * @return the tasks in the order of the plan; unmodifiable
     */
    public List<TaskId<?>> tasks() {
        return tasks;
    }

    List<TaskDraft> drafts() {
        return drafts;
    }

    /**
     * Makes a request.
     *
     * @param graph the graph
     * @param task the task
     * @param arguments the key in the order of the request method; belongs to the callee
     * @param <T> the type of the task's value
     * @return the request
     */
    public <T extends @Nullable Object> Request<T> request(Graph graph, TaskId<T> task, Object[] arguments) {
        TaskNode node = node(task, arguments.length);
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = Copies.of(node.key()[i], arguments[i]);
        }
        return Api.request(
                graph,
                node,
                switch (arguments.length) {
                    case 0 -> Layout.NO_KEY;
                    case 1 -> arguments[0];
                    default -> node.layoutKey(arguments);
                });
    }

    /**
     * Makes a request of a task with one input.
     *
     * @param graph the graph
     * @param task the task
     * @param argument its only input
     * @param <T> the type of the task's value
     * @return the request
     */
    public <T extends @Nullable Object> Request<T> request(Graph graph, TaskId<T> task, Object argument) {
        TaskNode node = node(task, 1);
        return Api.request(graph, node, Copies.of(node.key()[0], argument));
    }

    private TaskNode node(TaskId<?> task, int arguments) {
        TaskNode node = nodes.get(Objects.requireNonNull(task, "task"));
        if (node == null) {
            throw new IllegalArgumentException(task + " is not a task of this plan");
        }
        if (node.key().length != arguments) {
            throw new IllegalArgumentException(
                    task + " has a key of " + node.key().length + " inputs, not " + arguments);
        }
        return node;
    }
}
