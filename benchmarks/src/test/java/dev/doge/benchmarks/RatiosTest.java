package dev.doge.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RatiosTest {
    @Test
    void the_median_of_pairs_is_reported_with_an_interval_that_holds_it() {
        Ratios ratios = Ratios.of(new double[] {2, 4, 6, 8, 100}, new double[] {1, 2, 3, 5, 10});

        assertThat(ratios.median()).isEqualTo(2);
        assertThat(ratios.low()).isBetween(1.6, 2.0);
        assertThat(ratios.high()).isBetween(2.0, 10.0);
    }

    @Test
    void a_budget_is_decided_by_the_whole_interval() {
        Ratios ratios = new Ratios(1.4, 1.2, 1.6);

        assertThat(ratios.verdict(1.6)).isEqualTo("met");
        assertThat(ratios.verdict(1.5)).isEqualTo("not decided");
        assertThat(ratios.verdict(1.1)).isEqualTo("failed");
    }

    @Test
    void quantiles_are_interpolated() {
        assertThat(Ratios.quantile(new double[] {4, 1, 2, 3}, 0.5)).isEqualTo(2.5);
        assertThat(Ratios.spread(new double[] {10, 10, 10, 20, 20})).isCloseTo(2, within(1e-9));
    }
}
