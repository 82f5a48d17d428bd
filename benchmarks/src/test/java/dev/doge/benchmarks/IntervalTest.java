package dev.doge.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IntervalTest {
    @Test
    void ratios_are_taken_pair_by_pair() {
        // each pair's ratio is 2, the ratio of the medians too, but the sum's is not what decides
        Interval ratios = Pair.By.RATIO.of(new double[] {2, 4, 200}, new double[] {1, 2, 100});

        assertThat(ratios).isEqualTo(new Interval(2, 2, 2));
    }

    @Test
    void differences_are_taken_pair_by_pair() {
        Interval differences = Pair.By.DIFFERENCE.of(new double[] {12, 24, 215}, new double[] {2, 4, 205});

        assertThat(differences).isEqualTo(new Interval(10, 10, 20));
    }

    @Test
    void a_time_by_itself_is_compared_with_nothing() {
        Interval times = Pair.By.ITSELF.of(new double[] {12, 12, 215}, new double[] {2, 4, 205});

        assertThat(times).isEqualTo(new Interval(12, 12, 215));
        assertThat(new Pair("doge", "doge", Pair.By.ITSELF, OptionalDouble.empty()))
                .hasToString("doge");
        assertThat(Pair.By.ITSELF.unit()).isEqualTo(" ns");
    }

    @Test
    void with_five_pairs_the_interval_is_all_of_them() {
        // a resample's median is the smallest value with p = P(Bin(5, 0.2) >= 3) = 5.8%, which is more than 2.5%
        Interval ratios = Pair.By.RATIO.of(new double[] {1.1, 1.2, 1.3, 1.4, 1.5}, new double[] {1, 1, 1, 1, 1});

        assertThat(ratios).isEqualTo(new Interval(1.3, 1.1, 1.5));
    }

    @Test
    void with_many_pairs_the_interval_is_that_of_order_statistics() {
        // 101 values: 51 -+ 1.96 * sqrt(101) / 2 = [41, 61], as the sign test has it
        double[] values = IntStream.rangeClosed(1, 101).asDoubleStream().toArray();
        double[] ones = new double[values.length];
        Arrays.fill(ones, 1);
        Interval ratios = Pair.By.RATIO.of(values, ones);

        assertThat(ratios.median()).isEqualTo(51);
        assertThat(ratios.low()).isCloseTo(41, within(1.0));
        assertThat(ratios.high()).isCloseTo(61, within(1.0));
        assertThat(ratios).isEqualTo(Pair.By.RATIO.of(values, ones));
    }

    @Test
    void figures_without_a_partner_are_refused() {
        assertThatThrownBy(() -> Pair.By.RATIO.of(new double[] {1}, new double[] {1, 2}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Pair.By.RATIO.of(new double[0], new double[0]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_budget_is_decided_by_the_whole_interval() {
        Interval ratios = new Interval(1.4, 1.2, 1.6);

        assertThat(Verdict.of(ratios, 1.6)).isEqualTo(Verdict.MET);
        assertThat(Verdict.of(ratios, 1.5)).isEqualTo(Verdict.NOT_DECIDED);
        assertThat(Verdict.of(ratios, 1.2)).isEqualTo(Verdict.NOT_DECIDED);
        assertThat(Verdict.of(ratios, 1.1)).isEqualTo(Verdict.FAILED);
    }

    @Test
    void quantiles_are_interpolated() {
        assertThat(Interval.quantile(new double[] {4, 1, 2, 3}, 0.5)).isEqualTo(2.5);
        assertThat(Interval.quantile(new double[] {4, 1, 2, 3}, 1)).isEqualTo(4);
        assertThat(Interval.quantile(new double[] {5}, 0.25)).isEqualTo(5);
        assertThat(Interval.spread(new double[] {10, 10, 10, 20, 20})).isCloseTo(2, within(1e-9));
    }
}
