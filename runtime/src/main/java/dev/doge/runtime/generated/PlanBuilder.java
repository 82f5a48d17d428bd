package dev.doge.runtime.generated;

import dev.doge.runtime.TaskId;
import dev.doge.runtime.internal.TaskDraft;
import dev.doge.runtime.internal.TaskNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Collects the tasks of a plan, in any order: an edge may name a task that is added later. Not thread-safe.
 *
 * @param <G> the graph class
 */
public final class PlanBuilder<G> {
    private final List<TaskDraft> drafts = new ArrayList<>();
    private @Nullable Calls<G> calls;

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

    /**
     * Says which bodies the numbers mean that are given from now on.
     *
     * @param bodies the bodies
     */
    public void calls(Calls<G> bodies) {
        calls = Objects.requireNonNull(bodies, "bodies");
    }

    /**
     * Adds a task that returns its value, whose body has a number.
     *
     * @param id the task
     * @param number the number of the body
     * @return what to say of it
     * @throws IllegalStateException if it is not yet said what numbers mean
     */
    public TaskPlan<G, @Nullable Object> value(TaskId<?> id, int number) {
        return add(id, TaskNode.Kind.VALUE, body(number));
    }

    /**
     * Adds a task that returns a stage of its value, whose body has a number.
     *
     * @param id the task
     * @param number the number of the body
     * @return what to say of it
     * @throws IllegalStateException if it is not yet said what numbers mean
     */
    public TaskPlan<G, @Nullable Object> stage(TaskId<?> id, int number) {
        return add(id, TaskNode.Kind.STAGE, stageBody(number));
    }

    /**
     * Adds a task without a value, whose body has a number.
     *
     * @param id the task
     * @param number the number of the body
     * @return what to say of it
     * @throws IllegalStateException if it is not yet said what numbers mean
     */
    public TaskPlan<G, @Nullable Object> action(TaskId<Void> id, int number) {
        Calls<G> bodies = bodies();
        Action<G> body = (graph, in) -> bodies.call(graph, number, in);
        return add(id, TaskNode.Kind.ACTION, body);
    }

    /**
     * Adds a task without a value that ends with the stage it returns, and whose body has a number.
     *
     * @param id the task
     * @param number the number of the body
     * @return what to say of it
     * @throws IllegalStateException if it is not yet said what numbers mean
     */
    public TaskPlan<G, @Nullable Object> asyncAction(TaskId<Void> id, int number) {
        return add(id, TaskNode.Kind.ASYNC_ACTION, stageBody(number));
    }

    /** Returns the body that has a number. */
    @SuppressWarnings("NullAway") // what a body returns may be null, as its type argument says
    Body<G, @Nullable Object> body(int number) {
        Calls<G> bodies = bodies();
        return (graph, in) -> bodies.call(graph, number, in);
    }

    /** Returns the body of a stage that has a number. */
    @SuppressWarnings({"unchecked", "NullAway"
    }) // the generator says stage because the method returns one; null is refused later
    StageBody<G, @Nullable Object> stageBody(int number) {
        Calls<G> bodies = bodies();
        return (graph, in) -> (CompletionStage<Object>) bodies.call(graph, number, in);
    }

    private Calls<G> bodies() {
        if (calls == null) {
            throw new IllegalStateException("a body is given by number, and no calls(...) says what numbers mean");
        }
        return calls;
    }

    private <T extends @Nullable Object> TaskPlan<G, T> add(TaskId<?> id, TaskNode.Kind kind, Object body) {
        TaskDraft draft = new TaskDraft(Objects.requireNonNull(id, "id"), kind, Objects.requireNonNull(body, "body"));
        drafts.add(draft);
        return new TaskPlan<>(this, draft);
    }
}
