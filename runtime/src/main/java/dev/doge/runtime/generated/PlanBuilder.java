package dev.doge.runtime.generated;

import dev.doge.runtime.TaskId;
import dev.doge.runtime.internal.TaskDraft;
import dev.doge.runtime.internal.TaskNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Collects the tasks of a plan, in any order: an edge may name a task that is added later. Not thread-safe.
 *
 * @param <G> the graph class
 */
public final class PlanBuilder<G> {
    private final List<TaskDraft> drafts = new ArrayList<>();

    PlanBuilder() {}

    List<TaskDraft> drafts() {
        return drafts;
    }

    /**
     * Adds a task that returns its value.
     *
     * @param id the task
     * @param body the body
     * @param <T> the type of the value
     * @return what to say of it
     */
    public <T extends @Nullable Object> TaskPlan<G, T> value(TaskId<T> id, Body<? super G, ? extends T> body) {
        return add(id, TaskNode.Kind.VALUE, body);
    }

    /**
     * Adds a task that returns a stage of its value.
     *
     * @param id the task
     * @param body the body
     * @param <T> the type of the value
     * @return what to say of it
     */
    public <T extends @Nullable Object> TaskPlan<G, T> stage(TaskId<T> id, StageBody<? super G, ? extends T> body) {
        return add(id, TaskNode.Kind.STAGE, body);
    }

    /**
     * Adds a task without a value.
     *
     * @param id the task
     * @param body the body
     * @return what to say of it
     */
    public TaskPlan<G, @Nullable Void> action(TaskId<Void> id, Action<? super G> body) {
        return add(id, TaskNode.Kind.ACTION, body);
    }

    /**
     * Adds a task without a value that ends with the stage it returns.
     *
     * @param id the task
     * @param body the body
     * @return what to say of it
     */
    public TaskPlan<G, @Nullable Void> asyncAction(
            TaskId<Void> id, StageBody<? super G, ? extends @Nullable Void> body) {
        return add(id, TaskNode.Kind.ASYNC_ACTION, body);
    }

    private <T extends @Nullable Object> TaskPlan<G, T> add(TaskId<?> id, TaskNode.Kind kind, Object body) {
        TaskDraft draft = new TaskDraft(Objects.requireNonNull(id, "id"), kind, Objects.requireNonNull(body, "body"));
        drafts.add(draft);
        return new TaskPlan<>(draft);
    }
}
