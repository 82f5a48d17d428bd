package dev.doge.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.annotations.Benchmark;

class WorkloadsTest {
    static List<Workload> all() {
        return Workloads.all();
    }

    static List<Workload> ofJmh() {
        return all().stream().filter(workload -> !Fork.isCold(workload)).toList();
    }

    @ParameterizedTest
    @MethodSource("ofJmh")
    void peers_are_the_methods_of_the_class(Workload workload) {
        assertThat(workload.peers())
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(workload.type().getDeclaredMethods())
                                .filter(method -> method.isAnnotationPresent(Benchmark.class))
                                .map(Method::getName)
                                .filter(peer -> !peer.equals(Workloads.SCOPES) || SevenTaskScopes.isThere())
                                .toList());
    }

    @ParameterizedTest
    @MethodSource("all")
    void pairs_are_of_its_peers(Workload workload) {
        assertThat(workload.pairs())
                .isNotEmpty()
                .allSatisfy(pair -> assertThat(workload.peers()).contains(pair.measured(), pair.baseline()));
    }

    @ParameterizedTest
    @MethodSource("all")
    void what_is_narrowed_has_Doge_and_its_baseline_and_says_which_budgets_it_leaves_out(Workload workload) {
        Workload narrowed = workload.narrowed();

        assertThat(workload.peers()).containsAll(narrowed.peers());
        assertThat(narrowed.peers().get(0)).isEqualTo(workload.baseline());
        assertThat(narrowed.peers().contains(Workload.DOGE))
                .isEqualTo(workload.peers().contains(Workload.DOGE));
        assertThat(narrowed.pairs())
                .allSatisfy(pair -> assertThat(narrowed.peers()).contains(pair.measured(), pair.baseline()));
        assertThat(Stream.concat(narrowed.pairs().stream(), narrowed.leftOut().stream()))
                .containsAll(workload.pairs().stream()
                        .filter(pair -> pair.budget().isPresent())
                        .toList());
    }

    @Test
    void what_of_Doge_has_a_budget_is_not_left_out() {
        assertThat(named("load").narrowed().leftOut()).hasToString("[doge / futures]");
        assertThat(named("shared").narrowed().peers()).containsExactly("limit", "doge", "unshared");
        assertThat(named("features").narrowed().peers()).containsExactly("plain", "listener", "recording");
        assertThat(named("edges").narrowed().peers()).containsExactly("plain");
        assertThat(named("start-up").narrowed().peers()).containsExactly("limit", "doge", "run", "executor");
    }

    private static Workload named(String name) {
        return all().stream()
                .filter(workload -> workload.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_program_that_is_started_for_each_fork_knows_its_peers() {
        assertThat(all().stream().filter(Fork::isCold).map(Workload::name)).containsExactly("start-up");
        assertThatThrownBy(() -> StartUp.main(new String[] {"nobody"})).hasMessage("there is no peer nobody");
    }
}
