package dev.doge.runtime.generated;

import dev.doge.runtime.TaskId;
import dev.doge.runtime.internal.TaskDraft;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a plan says of one task: its key and its edges. Not thread-safe; of no use once the plan is built.
 *
 * @param <G> the graph class
 * @param <T> the type of the task's value
 */
public final class TaskPlan<G, T extends @Nullable Object> {
    private final PlanBuilder<G> plan;
    private final TaskDraft draft;

    TaskPlan(PlanBuilder<G> plan, TaskDraft draft) {
        this.plan = plan;
        this.draft = draft;
    }

    /**
     * Says what the task's key is: all inputs that it transitively needs.
     *
     * @param inputs the inputs in the order of the request method's parameters
     * @return this
     */
    public TaskPlan<G, T> key(InputId<?>... inputs) {
        draft.key(inputs);
        return this;
    }

    /**
     * Adds tasks whose values the body reads. The task fails if one of them does.
     *
     * @param tasks the tasks
     * @return this
     */
    public TaskPlan<G, T> needs(TaskId<?>... tasks) {
        draft.needs(tasks);
        return this;
    }

    /**
     * Adds tasks that must have succeeded before, and whose values the body does not read.
     *
     * @param tasks the tasks
     * @return this
     */
    public TaskPlan<G, T> after(TaskId<?>... tasks) {
        draft.after(tasks);
        return this;
    }

    /**
     * Runs a task once per element of a value. The task fails if one of those runs does.
     *
     * @param target the task to run
     * @param as the input of its key that is bound to the element
     * @param source what is iterated
     * @param with inputs of its key that are bound anew for this edge
     * @return this
     */
    public TaskPlan<G, T> each(TaskId<?> target, InputId<?> as, Source source, Bind... with) {
        return fanOut(TaskDraft.Kind.EACH, target, as, source, with);
    }

    /**
     * Runs a task once per element of a value, and takes failures as values.
     *
     * @param target the task to run
     * @param as the input of its key that is bound to the element
     * @param source what is iterated
     * @param with inputs of its key that are bound anew for this edge
     * @return this
     */
    public TaskPlan<G, T> eachOutcome(TaskId<?> target, InputId<?> as, Source source, Bind... with) {
        return fanOut(TaskDraft.Kind.EACH_OUTCOME, target, as, source, with);
    }

    /**
     * Runs a task once per element of a value, and takes what is skipped or null as absent.
     *
     * @param target the task to run
     * @param as the input of its key that is bound to the element
     * @param source what is iterated
     * @param with inputs of its key that are bound anew for this edge
     * @return this
     */
    public TaskPlan<G, T> eachOptional(TaskId<?> target, InputId<?> as, Source source, Bind... with) {
        return fanOut(TaskDraft.Kind.EACH_OPTIONAL, target, as, source, with);
    }

    private TaskPlan<G, T> fanOut(TaskDraft.Kind kind, TaskId<?> target, InputId<?> as, Source source, Bind... with) {
        return edge(kind, target, Objects.requireNonNull(as, "as"), Objects.requireNonNull(source, "source"), with);
    }

    private TaskPlan<G, T> edge(
            TaskDraft.Kind kind, Source target, @Nullable InputId<?> as, @Nullable Source source, Bind... with) {
        draft.edge(
                new TaskDraft.Edge(kind, Objects.requireNonNull(target, "target"), as, source, List.of(with), false));
        return this;
    }

    /**
     * Adds a task whose value the body reads, and for which an input is bound anew.
     *
     * @param target the task
     * @param input the input of its key
     * @param source what the input is bound to
     * @return this
     */
    public TaskPlan<G, T> with(TaskId<?> target, InputId<?> input, Source source) {
        return with(target, Bind.of(input, source));
    }

    /**
     * Adds a task whose value the body reads, and for which inputs are bound anew.
     *
     * @param target the task
     * @param with the inputs of its key and what they are bound to
     * @return this
     */
    public TaskPlan<G, T> with(TaskId<?> target, Bind... with) {
        return edge(TaskDraft.Kind.WITH, target, null, null, with);
    }

    /**
     * Adds a task whose value the body reads if there is one: it is absent if the task is skipped or yields null.
     *
     * @param target the task
     * @param with inputs of its key that are bound anew for this edge
     * @return this
     */
    public TaskPlan<G, T> optional(TaskId<?> target, Bind... with) {
        return edge(TaskDraft.Kind.OPTIONAL, target, null, null, with);
    }

    /**
     * Adds a task of which the body reads how it ended.
     *
     * @param target the task
     * @param with inputs of its key that are bound anew for this edge
     * @return this
     */
    public TaskPlan<G, T> outcome(TaskId<?> target, Bind... with) {
        return edge(TaskDraft.Kind.OUTCOME, target, null, null, with);
    }

    /**
     * Adds a task that starts only when the body asks for it.
     *
     * @param target the task
     * @param with inputs of its key that are bound anew for this edge
     * @return this
     */
    public TaskPlan<G, T> lazy(TaskId<?> target, Bind... with) {
        return edge(TaskDraft.Kind.LAZY, target, null, null, with);
    }

    /**
     * Adds a task that the body asks for by keys that only it knows.
     *
     * @param target the task
     * @param as the input of its key that is bound to what the body names
     * @param with inputs of its key that are bound anew for this edge
     * @return this
     */
    public TaskPlan<G, T> onDemand(TaskId<?> target, InputId<?> as, Bind... with) {
        return edge(TaskDraft.Kind.ON_DEMAND, target, Objects.requireNonNull(as, "as"), null, with);
    }

    /**
     * Says that the fan-outs over a task lead back to this one on purpose.
     *
     * @param target the task
     * @return this
     */
    public TaskPlan<G, T> recursive(TaskId<?> target) {
        draft.recursive(target);
        return this;
    }

    /**
     * Adds conditions: the task is skipped unless all of them are true.
     *
     * @param conditions boolean tasks or inputs
     * @return this
     */
    public TaskPlan<G, T> when(Source... conditions) {
        for (Source condition : conditions) {
            edge(TaskDraft.Kind.WHEN, condition, null, null);
        }
        return this;
    }

    /**
     * Adds conditions: the task is skipped unless all of them are false.
     *
     * @param conditions boolean tasks or inputs
     * @return this
     */
    public TaskPlan<G, T> whenNot(Source... conditions) {
        for (Source condition : conditions) {
            edge(TaskDraft.Kind.WHEN_NOT, condition, null, null);
        }
        return this;
    }

    /**
     * Adds a task that supplies the value if this one fails, and is demanded only then.
     *
     * @param task the task
     * @return this
     */
    public TaskPlan<G, T> fallback(TaskId<?> task) {
        edge(TaskDraft.Kind.FALLBACK, task, null, null);
        return rescue(task, null, false, Throwable.class);
    }

    /**
     * Adds a body that supplies the value if the task fails.
     *
     * @param body the body; it may read {@link In#failure()}
     * @param reads the tasks whose values the body reads, each named by an edge of this task
     * @return this
     */
    public TaskPlan<G, T> fallback(Body<? super G, ? extends T> body, TaskId<?>... reads) {
        return fallback(Throwable.class, body, reads);
    }

    /**
     * Adds a body that supplies the value if the task fails with an exception of one type.
     *
     * @param type the type
     * @param body the body; it may read {@link In#failure(Class)}
     * @param reads the tasks whose values the body reads, each named by an edge of this task
     * @return this
     */
    public TaskPlan<G, T> fallback(
            Class<? extends Throwable> type, Body<? super G, ? extends T> body, TaskId<?>... reads) {
        return rescue(null, Objects.requireNonNull(body, "body"), false, type, reads);
    }

    /**
     * Adds a body that supplies the value if the task fails with an exception of one type, and has a number.
     *
     * @param type the type
     * @param number the number of the body
     * @param reads the tasks whose values the body reads, each named by an edge of this task
     * @return this
     * @throws IllegalStateException if it is not yet said what numbers mean
     */
    public TaskPlan<G, T> fallback(Class<? extends Throwable> type, int number, TaskId<?>... reads) {
        return rescue(null, plan.body(number), false, type, reads);
    }

    /**
     * Adds a body that supplies a stage of the value if the task fails.
     *
     * @param body the body; it may read {@link In#failure()}
     * @param reads the tasks whose values the body reads, each named by an edge of this task
     * @return this
     */
    public TaskPlan<G, T> fallbackStage(StageBody<? super G, ? extends T> body, TaskId<?>... reads) {
        return fallbackStage(Throwable.class, body, reads);
    }

    /**
     * Adds a body that supplies a stage of the value if the task fails with an exception of one type.
     *
     * @param type the type
     * @param body the body; it may read {@link In#failure(Class)}
     * @param reads the tasks whose values the body reads, each named by an edge of this task
     * @return this
     */
    public TaskPlan<G, T> fallbackStage(
            Class<? extends Throwable> type, StageBody<? super G, ? extends T> body, TaskId<?>... reads) {
        return rescue(null, Objects.requireNonNull(body, "body"), true, type, reads);
    }

    /**
     * Adds a body that supplies a stage of the value if the task fails with an exception of one type, and has a number.
     *
     * @param type the type
     * @param number the number of the body
     * @param reads the tasks whose values the body reads, each named by an edge of this task
     * @return this
     * @throws IllegalStateException if it is not yet said what numbers mean
     */
    public TaskPlan<G, T> fallbackStage(Class<? extends Throwable> type, int number, TaskId<?>... reads) {
        return rescue(null, plan.stageBody(number), true, type, reads);
    }

    private TaskPlan<G, T> rescue(
            @Nullable TaskId<?> task,
            @Nullable Object body,
            boolean stage,
            Class<? extends Throwable> type,
            TaskId<?>... reads) {
        draft.rescue(new TaskDraft.Rescue(task, body, stage, Objects.requireNonNull(type, "type"), List.of(reads)));
        return this;
    }

    /**
     * Says that the body reads its {@link In#context() context}.
     *
     * @return this
     */
    public TaskPlan<G, T> context() {
        draft.context();
        return this;
    }

    /**
     * Says that the task may yield null.
     *
     * @return this
     */
    public TaskPlan<G, T> nullable() {
        draft.nullable();
        return this;
    }

    /**
     * Says that the task, and so whatever needs it, is executed once per run.
     *
     * @return this
     */
    public TaskPlan<G, T> perRun() {
        draft.perRun();
        return this;
    }
}
