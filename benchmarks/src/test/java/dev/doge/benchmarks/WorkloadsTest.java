package dev.doge.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.annotations.Benchmark;

class WorkloadsTest {
    static List<Workload> all() {
        return Workloads.all();
    }

    @ParameterizedTest
    @MethodSource("all")
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
        assertThat(workload.narrowed().peers()).hasSize(2);
        assertThat(workload.narrowed().pairs()).isNotEmpty();
    }
}
