package dev.doge.samples.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class StrongComponentsTest {
    @Test
    void nodes_share_a_component_exactly_if_each_reaches_the_other() {
        for (int seed = 0; seed < 500; seed++) {
            check(new Random(seed), "seed " + seed);
        }
    }

    private static void check(Random random, String name) {
        Map<String, Set<String>> edges = new TreeMap<>();
        int nodes = 1 + random.nextInt(8);
        for (int from = 0; from < nodes; from++) {
            Set<String> targets = new TreeSet<>();
            for (int to = 0; to < nodes; to++) {
                if (random.nextInt(4) == 0) {
                    targets.add("n" + to);
                }
            }
            edges.put("n" + from, targets);
        }

        List<NavigableSet<String>> components = StrongComponents.of(edges);

        Map<String, NavigableSet<String>> component = new HashMap<>();
        components.forEach(members ->
                members.forEach(node -> assertThat(component.put(node, members)).isNull()));
        for (String one : edges.keySet()) {
            for (String other : edges.keySet()) {
                boolean together = reached(one, edges).contains(other)
                        && reached(other, edges).contains(one);
                assertThat(component.get(one) == component.get(other))
                        .as("%s: %s and %s in %s", name, one, other, edges)
                        .isEqualTo(together);
            }
        }
    }

    private static Set<String> reached(String node, Map<String, Set<String>> edges) {
        Set<String> reached = new HashSet<>(Set.of(node));
        while (reached.addAll(reached.stream()
                .flatMap(at -> edges.getOrDefault(at, Set.of()).stream())
                .toList())) {}
        return reached;
    }

    @Test
    void a_long_chain_overflows_no_stack() {
        Map<String, Set<String>> chain = new HashMap<>();
        for (int i = 0; i < 100_000; i++) {
            chain.put("n" + i, Set.of("n" + (i + 1)));
        }
        chain.put("n100000", Set.of("n0"));

        assertThat(StrongComponents.of(chain))
                .singleElement()
                .satisfies(ring -> assertThat(ring).hasSize(100_001));
    }
}
