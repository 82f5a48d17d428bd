package dev.doge.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a builder takes, refuses and gives. */
@Timeout(120)
class TaskGraphBuilderTest {
    private final TaskGraphBuilder builder = TaskGraphBuilder.create();

    private TaskRef<String> leaf(String key) {
        return builder.add(key, () -> key);
    }

    @Test
    void an_equal_key_gives_the_same_task() {
        TaskRef<String> first = builder.add(List.of(1, 2), () -> "first");
        TaskRef<String> second = builder.add(List.of(1, 2), () -> "second");

        assertThat(second).isSameAs(first);
        assertThat(builder.view().tasks()).containsExactly(first);
        assertThat(first.key()).isEqualTo(List.of(1, 2));
        assertThat(first.isRemoved()).isFalse();
    }

    @Test
    void the_view_knows_what_a_task_needs_and_what_needs_it() {
        TaskRef<String> a = leaf("a");
        TaskRef<String> b = leaf("b");
        TaskRef<String> c = builder.add("c", b, a, (one, other) -> one + other);
        TaskRef<String> d = builder.addAll("d", List.of(a, c, a), values -> String.join("", values));
        builder.addDependency(b, a);
        builder.addDependency(d, b);
        builder.addDependency(d, a); // which it takes anyway

        GraphView view = builder.view();
        assertThat(view.size()).isEqualTo(4);
        assertThat(view.parents(c)).containsExactly(b, a);
        assertThat(view.parents(d)).containsExactly(a, c, b);
        assertThat(view.parents(a)).isEmpty();
        assertThat(view.children(a)).containsExactlyInAnyOrder(b, c, d);
        assertThat(view.children(d)).isEmpty();
        assertThat(view.topologicalOrder()).containsExactly(a, b, c, d);
        assertThat(view.reverseTopologicalOrder()).containsExactly(d, c, b, a);
    }

    @Test
    void a_dependency_that_would_close_a_cycle_is_refused_with_the_whole_cycle() {
        TaskRef<String> a = leaf("a");
        TaskRef<String> b = builder.add("b", a, value -> value);
        TaskRef<String> c = builder.add("c", b, value -> value);
        TaskRef<String> far = builder.add("far", c, value -> value);
        TaskRef<String> d = builder.add("d", c, far, (one, other) -> one);

        CycleException refused = catchThrowableOfType(CycleException.class, () -> builder.addDependency(a, d));

        assertThat(refused.cycle()).containsExactly(a, d, c, b);
        assertThat(refused).hasMessage("tasks form a cycle: a -> d -> c -> b -> a");
        assertThat(builder.view().parents(a)).isEmpty();
        assertThatThrownBy(() -> builder.addDependency(b, b))
                .isInstanceOfSatisfying(
                        CycleException.class, alone -> assertThat(alone.cycle()).containsExactly(b));
    }

    @Test
    void a_batch_is_taken_back_whole() {
        TaskRef<String> a = leaf("a");
        TaskRef<String> b = leaf("b");
        builder.addDependency(a, b);
        String before = builder.view().toJson();
        List<TaskRef<?>> added = new ArrayList<>();

        assertThatThrownBy(() -> builder.batch(batch -> {
                    TaskRef<String> c = batch.add("c", a, value -> value);
                    added.add(c);
                    batch.addDependency(c, b);
                    batch.addDependency(b, c);
                }))
                .isInstanceOfSatisfying(
                        CycleException.class,
                        cycle -> assertThat(cycle.cycle()).hasSize(2).startsWith(b));
        assertThatThrownBy(() -> builder.batch(batch -> {
                    TaskRef<String> e = batch.add("e", () -> "e");
                    batch.addDependency(b, e);
                    batch.remove(a);
                    throw new IllegalStateException("changed my mind");
                }))
                .hasMessage("changed my mind");

        assertThat(builder.view().toJson()).isEqualTo(before);
        assertThat(added).allMatch(TaskRef::isRemoved);
        assertThat(a.isRemoved()).isFalse();
        TaskRef<String> anew = leaf("c");
        assertThat(anew).isNotSameAs(added.get(0));
        builder.addDependency(b, anew);
        assertThatThrownBy(() -> builder.addDependency(anew, a)).isInstanceOf(CycleException.class);
    }

    @Test
    void a_batch_may_be_unsound_in_between() {
        TaskRef<String> a = leaf("a");
        TaskRef<String> b = leaf("b");
        builder.addDependency(a, b);

        builder.batch(batch -> {
            TaskRef<String> c = batch.add("c", () -> "c");
            batch.batch(inner -> inner.addDependency(b, c));
            batch.addDependency(c, a);
            batch.remove(a);
        });

        assertThat(builder.view().topologicalOrder()).extracting(TaskRef::key).containsExactly("c", "b");
    }

    @Test
    void references_stay_valid_when_others_are_removed() {
        TaskRef<String> a = leaf("a");
        TaskRef<String> b = leaf("b");
        TaskRef<String> c = builder.add("c", b, value -> value);
        builder.addDependency(b, a);
        BuiltGraph before = builder.build();

        builder.remove(a);

        assertThat(a.isRemoved()).isTrue();
        assertThat(builder.view().tasks()).containsExactly(b, c);
        assertThat(builder.view().parents(b)).isEmpty();
        assertThat(builder.view().parents(c)).containsExactly(b);
        assertThat(before.view().tasks()).containsExactly(a, b, c);
        assertThatThrownBy(() -> builder.build().request(a)).hasMessage("a is not a task of this graph");
        assertThatThrownBy(() -> builder.add("d", a, value -> value)).hasMessage("a has been removed");
        assertThatThrownBy(() -> builder.remove(b))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("b cannot be removed: c takes its value; remove that first");
        TaskRef<String> again = leaf("a");
        assertThat(again).isNotSameAs(a);
        builder.addDependency(again, c); // nothing is left of the old one
    }

    @Test
    void a_task_of_another_builder_is_refused() {
        TaskRef<String> foreign = TaskGraphBuilder.create().add("a", () -> "a");
        leaf("a");

        assertThatThrownBy(() -> builder.add("b", foreign, value -> value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a is not a task of this builder");
        assertThatThrownBy(() -> builder.build().request(foreign)).isInstanceOf(IllegalArgumentException.class);
        assertThat(builder.view().contains(foreign)).isFalse();
    }

    @Test
    void mermaid_takes_nothing_of_a_key_for_html() {
        leaf("List<String> & <br>");
        leaf("");

        assertThat(builder.build().toMermaid()).isEqualTo("""
                        flowchart LR
                          t0["List#lt;String#gt; #amp; #lt;br#gt;"]
                          t1["#nbsp;"]
                        """);
    }

    @Test
    void a_task_whose_key_has_changed_can_still_be_removed() {
        List<String> key = new ArrayList<>(List.of("a"));
        TaskRef<String> changed = builder.add(key, () -> "a");
        TaskRef<String> stays = builder.add("b", () -> "b");
        key.add("b");

        builder.remove(changed);

        assertThat(builder.build().view().tasks()).containsExactly(stays);
    }

    @Test
    void texts_are_stable_and_escape_what_keys_have_in_them() {
        TaskRef<String> odd = leaf("say \"hi\"\n\\o/");
        builder.add(1, odd, value -> value);
        TaskRef<String> one = builder.add("1", () -> "one");
        builder.addDependency(one, odd);
        BuiltGraph graph = builder.build();

        assertThat(graph.toDot()).isEqualTo("""
                        digraph "dev.doge.runtime.BuiltGraph" {
                          rankdir=LR;
                          "say \\"hi\\"\\n\\\\o/";
                          "1";
                          "1 (2)";
                          "say \\"hi\\"\\n\\\\o/" -> "1";
                          "say \\"hi\\"\\n\\\\o/" -> "1 (2)" [style=dotted];
                        }
                        """);
        assertThat(graph.toMermaid()).isEqualTo("""
                        flowchart LR
                          t0["say #quot;hi#quot; \\o/"]
                          t1["1"]
                          t2["1 (2)"]
                          t0 --> t1
                          t0 -.-> t2
                        """);
        assertThat(graph.toJson())
                .contains("{\"name\": \"1\", \"key\": []}")
                .contains("{\"from\": \"1 (2)\", \"to\": \"say \\\"hi\\\"\\n\\\\o/\", \"kind\": \"after\"}");
    }

    @Test
    void a_number_that_tells_equal_texts_apart_is_not_that_of_another_key() {
        builder.add("1", () -> 0);
        TaskRef<Integer> one = builder.add(1, () -> 0);
        leaf("1 (2)");
        builder.add(1L, () -> 0);
        builder.add("root", one, value -> value);

        assertThat(builder.build().toMermaid()).isEqualTo("""
                        flowchart LR
                          t0["1"]
                          t1["1 (3)"]
                          t2["1 (2)"]
                          t3["1 (4)"]
                          t4["root"]
                          t1 --> t4
                        """);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void random_changes_agree_with_a_model(long seed) {
        Random random = new Random(seed);
        List<TaskRef<Integer>> tasks = new ArrayList<>();
        List<Set<Integer>> needs = new ArrayList<>();
        int refusals = 0;
        for (int i = 0; i < 400; i++) {
            if (tasks.size() < 3 || random.nextInt(4) == 0) {
                int n = tasks.size();
                tasks.add(builder.add(n, () -> n));
                needs.add(new HashSet<>());
                continue;
            }
            int task = random.nextInt(tasks.size());
            int needed = random.nextInt(tasks.size());
            boolean closes = reaches(needs, needed, task);
            if (random.nextBoolean()) {
                refusals += change(
                        closes,
                        needs,
                        tasks,
                        task,
                        needed,
                        () -> builder.addDependency(tasks.get(task), tasks.get(needed)));
            } else {
                refusals += change(
                        closes,
                        needs,
                        tasks,
                        task,
                        needed,
                        () -> builder.batch(batch -> batch.addDependency(tasks.get(task), tasks.get(needed))));
            }
        }
        assertThat(refusals).isPositive();
        GraphView view = builder.view();
        BitSet seen = new BitSet();
        for (TaskRef<?> task : view.topologicalOrder()) {
            int n = (Integer) task.key();
            Set<Integer> expected = needs.get(n);
            assertThat(view.parents(task)).extracting(TaskRef::key).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(expected).allMatch(seen::get);
            seen.set(n);
        }
        assertThat(seen.cardinality()).isEqualTo(tasks.size());
    }

    private static int change(
            boolean closes,
            List<Set<Integer>> needs,
            List<TaskRef<Integer>> tasks,
            int task,
            int needed,
            Runnable change) {
        if (!closes) {
            change.run();
            needs.get(task).add(needed);
            return 0;
        }
        CycleException refused = catchThrowableOfType(CycleException.class, change::run);
        List<TaskRef<?>> cycle = refused.cycle();
        assertThat(cycle.get(0)).isSameAs(tasks.get(task));
        assertThat(cycle).doesNotHaveDuplicates();
        if (cycle.size() > 1) {
            assertThat(cycle.get(1)).isSameAs(tasks.get(needed));
        }
        for (int i = 1; i < cycle.size(); i++) {
            int from = (Integer) cycle.get(i).key();
            int to = (Integer) cycle.get((i + 1) % cycle.size()).key();
            assertThat(needs.get(from)).contains(to);
        }
        return 1;
    }

    private static boolean reaches(List<Set<Integer>> needs, int from, int to) {
        return from == to || needs.get(from).stream().anyMatch(next -> reaches(needs, next, to));
    }
}
