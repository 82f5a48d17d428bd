package dev.doge.benchmarks;

import java.util.Arrays;
import java.util.Locale;
import java.util.Random;

/**
 * The ratios of pairs of forks: their median, and a 95% interval of it by the bootstrap (Efron, Annals of Statistics 7, 1979).
 *
 * @param median the median of the ratios
 * @param low the lower end of the interval
 * @param high the upper end of the interval
 */
record Ratios(double median, double low, double high) {
    private static final int RESAMPLES = 10_000;

    static Ratios of(double[] measured, double[] limits) {
        double[] ratios = new double[measured.length];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = measured[i] / limits[i];
        }
        Random random = new Random(42);
        double[] medians = new double[RESAMPLES];
        double[] sample = new double[ratios.length];
        for (int i = 0; i < RESAMPLES; i++) {
            for (int k = 0; k < sample.length; k++) {
                sample[k] = ratios[random.nextInt(ratios.length)];
            }
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

    /** Returns how far the quartiles are apart. */
    static double spread(double[] values) {
        return quantile(values, 0.75) / quantile(values, 0.25);
    }

    /** Says whether a budget is met. */
    String verdict(double budget) {
        return high <= budget ? "met" : low > budget ? "failed" : "not decided";
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.2f [%.2f, %.2f]", median, low, high);
    }
}
