package dev.doge.benchmarks;

import java.util.OptionalDouble;

/**
 * Two peers of a workload, and what the one may take beside the other.
 *
 * @param measured the one
 * @param baseline the other; the same where nothing is beside it
 * @param by how their times are compared
 * @param budget what may come of it at most; empty if the figure is only of interest
 */
record Pair(String measured, String baseline, By by, OptionalDouble budget) {
    /** How two times are compared. */
    enum By {
        RATIO,
        DIFFERENCE,

        /** Not at all: the time itself is the figure, on the machine at hand. */
        ITSELF;

        Interval of(double[] measured, double[] baseline) {
            return Interval.of(measured, baseline, (one, other) -> switch (this) {
                case RATIO -> one / other;
                case DIFFERENCE -> one - other;
                case ITSELF -> one;
            });
        }

        String unit() {
            return this == RATIO ? "" : " ns";
        }
    }

    @Override
    public String toString() {
        return switch (by) {
            case RATIO -> measured + " / " + baseline;
            case DIFFERENCE -> measured + " - " + baseline;
            case ITSELF -> measured;
        };
    }
}
