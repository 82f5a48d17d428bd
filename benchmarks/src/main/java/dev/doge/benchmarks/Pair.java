package dev.doge.benchmarks;

import java.util.OptionalDouble;

/**
 * Two peers of a workload, and what the one may take beside the other.
 *
 * @param measured the one
 * @param baseline the other
 * @param by how their times are compared
 * @param budget what may come of it at most; empty if the figure is only of interest
 */
record Pair(String measured, String baseline, By by, OptionalDouble budget) {
    /** How two times are compared. */
    enum By {
        RATIO,
        DIFFERENCE;

        Interval of(double[] measured, double[] baseline) {
            return Interval.of(
                    measured, baseline, this == RATIO ? (one, other) -> one / other : (one, other) -> one - other);
        }

        String unit() {
            return this == RATIO ? "" : " ns";
        }
    }

    @Override
    public String toString() {
        return measured + (by == By.RATIO ? " / " : " - ") + baseline;
    }
}
