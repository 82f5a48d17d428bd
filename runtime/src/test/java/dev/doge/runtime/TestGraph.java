package dev.doge.runtime;

import dev.doge.runtime.generated.InputId;
import dev.doge.runtime.generated.Plan;
import dev.doge.runtime.generated.PlanBuilder;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A graph whose plan a test writes by hand. Two are equal only if they are the same. */
public final class TestGraph implements Graph {
    private final Plan<TestGraph> plan;

    private TestGraph(Consumer<PlanBuilder<TestGraph>> definition) {
        plan = Plan.of(TestGraph.class, definition);
    }

    /** Makes a graph. */
    public static TestGraph of(Consumer<PlanBuilder<TestGraph>> definition) {
        return new TestGraph(definition);
    }

    /** Names a task. */
    public static <T extends @Nullable Object> TaskId<T> task(String name) {
        return TaskId.of(TestGraph.class, name);
    }

    /** Names an input. */
    public static <T> InputId<T> input(String name) {
        return InputId.of(name);
    }

    /** Requests a task. */
    public <T extends @Nullable Object> Request<T> request(TaskId<T> task, Object... key) {
        return switch (key.length) {
            case 0 -> plan.request(this, task);
            case 1 -> plan.request(this, task, key[0]);
            default ->
                plan.request(
                        this,
                        task,
                        key[0],
                        key[1],
                        List.of(key).subList(2, key.length).toArray());
        };
    }

    @Override
    public List<TaskId<?>> tasks() {
        return plan.tasks();
    }

    @Override
    public String toMermaid() {
        return plan.toMermaid();
    }

    @Override
    public String toDot() {
        return plan.toDot();
    }

    @Override
    public String toJson() {
        return plan.toJson();
    }
}
