package dev.doge.runtime.generated;

import dev.doge.runtime.Graph;
import dev.doge.runtime.Request;
import dev.doge.runtime.TaskId;
import dev.doge.runtime.internal.CompiledPlan;
import dev.doge.runtime.internal.GraphText;
import dev.doge.runtime.internal.PlanCompiler;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The tasks and edges of a graph class, ready to run. One per graph class. Immutable and thread-safe.
 *
 * @param <G> the graph class
 */
public final class Plan<G extends Graph> {
    private final CompiledPlan compiled;
    private final Class<G> graph;

    private Plan(Class<G> graph, CompiledPlan compiled) {
        this.compiled = compiled;
        this.graph = graph;
    }

    /**
     * Builds a plan.
     *
     * @param graph the graph class
     * @param definition adds the tasks
     * @param <G> the graph class
     * @return the plan
     * @throws IllegalArgumentException if a task is there twice, an edge leads nowhere, a key lacks an input, or tasks form a cycle
     */
    public static <G extends Graph> Plan<G> of(Class<G> graph, Consumer<PlanBuilder<G>> definition) {
        PlanBuilder<G> builder = new PlanBuilder<>();
        definition.accept(builder);
        return new Plan<>(graph, PlanCompiler.compile(builder.drafts()));
    }

    /**
     * Returns the tasks.
     *
     * @return the tasks in the order in which they were added; unmodifiable
     */
    public List<TaskId<?>> tasks() {
        return compiled.tasks();
    }

    /**
     * Makes a request of a task that needs no input.
     *
     * @param graph the graph
     * @param task the task
     * @param <T> the type of its value
     * @return the request
     */
    public <T extends @Nullable Object> Request<T> request(G graph, TaskId<T> task) {
        return compiled.request(graph, task, new Object[0]);
    }

    /**
     * Makes a request of a task that needs one input.
     *
     * @param graph the graph
     * @param task the task
     * @param input the input, which is not null
     * @param <T> the type of its value
     * @return the request
     */
    public <T extends @Nullable Object> Request<T> request(G graph, TaskId<T> task, Object input) {
        return compiled.request(graph, task, input);
    }

    /**
     * Makes a request of a task that needs several inputs.
     *
     * @param graph the graph
     * @param task the task
     * @param first the first input of its key
     * @param second the second
     * @param others all others, in the order of the key
     * @param <T> the type of its value
     * @return the request
     */
    public <T extends @Nullable Object> Request<T> request(
            G graph, TaskId<T> task, Object first, Object second, Object... others) {
        Object[] arguments = new Object[2 + others.length];
        arguments[0] = first;
        arguments[1] = second;
        System.arraycopy(others, 0, arguments, 2, others.length);
        return compiled.request(graph, task, arguments);
    }

    /**
     * Makes a request of a conditional task: its value is absent if the task is skipped.
     *
     * @param graph the graph
     * @param task the task
     * @param inputs the inputs of its key in the order of the request method
     * @param <T> the type of its value
     * @return the request
     */
    @SuppressWarnings("unchecked") // what the run loop yields for a conditional task is an Optional
    public <T extends @Nullable Object> Request<Optional<T>> requestOptional(
            G graph, TaskId<T> task, Object... inputs) {
        Request<?> request = inputs.length == 1
                ? compiled.request(graph, task, inputs[0])
                : compiled.request(graph, task, inputs.clone());
        return (Request<Optional<T>>) request;
    }

    /**
     * Returns the graph as Mermaid.
     *
     * @return the text
     */
    public String toMermaid() {
        return text().toMermaid();
    }

    /**
     * Returns the graph in the language of Graphviz.
     *
     * @return the text
     */
    public String toDot() {
        return text().toDot();
    }

    /**
     * Returns the graph as JSON.
     *
     * @return the text
     */
    public String toJson() {
        return text().toJson();
    }

    private GraphText text() {
        return new GraphText(graph.getName(), compiled); // when it is asked for: most programs never do
    }
}
