package dev.doge.benchmarks;

import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;

/**
 * The median of what pairs of forks say, and a 95% interval of it by the percentile bootstrap (Efron, Annals of Statistics 7, 1979).
 *
 * @param median the median
 * @param low the lower end of the interval
 * @param high the upper end of the interval
 */
record Interval(double median, double low, double high) {
    private static final int RESAMPLES = 10_000;
    private static final long SEED = 42;

    /** Says what the pairs say, each of which has the figures of one place of both arrays. */
    static Interval of(double[] measured, double[] baseline, DoubleBinaryOperator each) {
        if (measured.length != baseline.length || measured.length == 0) {
            throw new IllegalArgumentException(measured.length + " figures to compare with " + baseline.length);
        }
        double[] values = new double[measured.length];
        Arrays.setAll(values, i -> each.applyAsDouble(measured[i], baseline[i]));
        Random random = new Random(SEED);
        double[] medians = new double[RESAMPLES];
        double[] sample = new double[values.length];
        for (int i = 0; i < RESAMPLES; i++) {
            Arrays.setAll(sample, ignored -> values[random.nextInt(values.length)]);
            medians[i] = quantile(sample, 0.5);
        }
        return new Interval(quantile(values, 0.5), quantile(medians, 0.025), quantile(medians, 0.975));
    }

    /** Returns a quantile, interpolated between neighbours. */
    static double quantile(double[] values, double at) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double place = at * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    /** Returns the upper quartile as a multiple of the lower. */
    static double spread(double[] values) {
        return quantile(values, 0.75) / quantile(values, 0.25);
    }
}
