package dev.doge.benchmarks;

import java.util.Arrays;
import java.util.Random;

/**
 * The ratios of pairs of forks: their median, and a 95% interval of it by the percentile bootstrap (Efron, Annals of Statistics 7, 1979).
 *
 * @param median the median of the ratios
 * @param low the lower end of the interval
 * @param high the upper end of the interval
 */
record Ratios(double median, double low, double high) {
    private static final int RESAMPLES = 10_000;
    private static final long SEED = 42;

    /** Takes the figures of each pair from the same place of both arrays. */
    static Ratios of(double[] measured, double[] baseline) {
        if (measured.length != baseline.length || measured.length == 0) {
            throw new IllegalArgumentException(measured.length + " figures to compare with " + baseline.length);
        }
        double[] ratios = new double[measured.length];
        Arrays.setAll(ratios, i -> measured[i] / baseline[i]);
        Random random = new Random(SEED);
        double[] medians = new double[RESAMPLES];
        double[] sample = new double[ratios.length];
        for (int i = 0; i < RESAMPLES; i++) {
            Arrays.setAll(sample, ignored -> ratios[random.nextInt(ratios.length)]);
            medians[i] = quantile(sample, 0.5);
        }
        return new Ratios(quantile(ratios, 0.5), quantile(medians, 0.025), quantile(medians, 0.975));
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
