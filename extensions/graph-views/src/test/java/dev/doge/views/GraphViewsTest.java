package dev.doge.views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.doge.runtime.TaskGraphBuilder;
import dev.doge.runtime.TaskRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GraphViewsTest {
    private final TaskGraphBuilder builder = TaskGraphBuilder.create();
    private final TaskRef<String> a = builder.add("a", () -> "a");
    private final TaskRef<String> b = builder.add("b", a, value -> value);
    private final TaskRef<String> c = builder.add("c", a, value -> value);
    private final TaskRef<String> d = builder.add("d", b, c, (one, other) -> one);
    private final TaskRef<String> e = builder.add("e", d, a, (one, other) -> one);
    private final TaskRef<String> apart = builder.add("apart", () -> "");

    private GraphViews views() {
        return GraphViews.of(builder.view());
    }

    @Test
    void ancestors_are_what_a_task_needs_and_descendants_what_needs_it() {
        assertThat(views().ancestors(d)).containsExactly(a, b, c);
        assertThat(views().ancestors(a)).isEmpty();
        assertThat(views().descendants(a)).containsExactly(b, c, d, e);
        assertThat(views().descendants(apart)).isEmpty();
        assertThat(views().reaches(e, a)).isTrue();
        assertThat(views().reaches(a, e)).isFalse();
        assertThat(views().reaches(b, b)).isTrue();
        assertThat(views().reaches(b, apart)).isFalse();
    }

    @Test
    void a_task_stands_one_level_above_the_highest_that_it_needs() {
        assertThat(views().levels()).containsExactly(List.of(a, apart), List.of(b, c), List.of(d), List.of(e));
        assertThat(GraphViews.of(TaskGraphBuilder.create().view()).levels()).isEmpty();
    }

    @Test
    void the_longest_path_is_the_heaviest() {
        assertThat(views().longestPath()).containsExactly(a, b, d, e);
        assertThat(views().longestPath(task -> task == c ? 10 : 1)).containsExactly(a, c, d, e);
        assertThat(views().longestPath(task -> task == apart ? 10 : 1)).containsExactly(apart);
        assertThat(GraphViews.of(TaskGraphBuilder.create().view()).longestPath())
                .isEmpty();
        assertThatThrownBy(() -> views().longestPath(task -> -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a has a negative weight: -1");
    }

    @Test
    void each_task_is_a_strongly_connected_component() {
        assertThat(views().stronglyConnectedComponents())
                .containsExactly(List.of(a), List.of(b), List.of(c), List.of(d), List.of(e), List.of(apart));
    }

    @Test
    void a_view_of_a_deep_graph_needs_no_deep_stack() {
        TaskGraphBuilder builder = TaskGraphBuilder.create();
        int tasks = 100_000;
        TaskRef<Integer> last = builder.add(0, () -> 0);
        for (int i = 1; i < tasks; i++) {
            last = builder.add(i, last, below -> below);
        }
        GraphViews deep = GraphViews.of(builder.view());

        assertThat(deep.stronglyConnectedComponents()).hasSize(tasks);
        assertThat(deep.levels()).hasSize(tasks);
        assertThat(deep.longestPath()).hasSize(tasks);
        assertThat(deep.ancestors(last)).hasSize(tasks - 1);
    }

    @Test
    void the_reduction_leaves_out_what_follows_and_the_closure_adds_it() {
        assertThat(views().transitiveReduction())
                .containsExactly(
                        new Dependency(b, a),
                        new Dependency(c, a),
                        new Dependency(d, b),
                        new Dependency(d, c),
                        new Dependency(e, d));
        assertThat(views().transitiveClosure())
                .containsExactly(
                        new Dependency(b, a),
                        new Dependency(c, a),
                        new Dependency(d, a),
                        new Dependency(d, b),
                        new Dependency(d, c),
                        new Dependency(e, a),
                        new Dependency(e, b),
                        new Dependency(e, c),
                        new Dependency(e, d));
    }

    @Test
    void a_task_of_another_graph_is_refused() {
        TaskRef<String> foreign = TaskGraphBuilder.create().add("a", () -> "a");

        assertThatThrownBy(() -> views().ancestors(foreign))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a is not a task of this graph");
    }

    @Test
    void views_of_random_graphs_agree_with_each_other() {
        Random random = new Random(7);
        List<TaskRef<Integer>> tasks = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            int n = i;
            List<TaskRef<Integer>> needs = random.ints(Math.min(n, 3), 0, Math.max(n, 1))
                    .mapToObj(tasks::get)
                    .toList();
            tasks.add(builder.addAll(n, needs, values -> n));
        }
        GraphViews views = views();
        List<Dependency> closure = views.transitiveClosure();
        for (TaskRef<?> task : tasks) {
            List<TaskRef<?>> needed = new ArrayList<>();
            closure.stream().filter(edge -> edge.task() == task).forEach(edge -> needed.add(edge.needs()));
            assertThat(views.ancestors(task)).isEqualTo(needed);
            assertThat(needed)
                    .allMatch(before -> views.reaches(task, before))
                    .allMatch(before -> views.descendants(before).contains(task));
        }
        assertThat(closure).containsAll(views.transitiveReduction());
        assertThat(views.longestPath()).hasSameSizeAs(views.levels());
    }
}
