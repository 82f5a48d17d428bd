package dev.doge.benchmarks;

import java.util.OptionalDouble;

/**
 * Two peers that are compared.
 *
 * @param workload the JMH class
 * @param measured its method for the one
 * @param baseline its method for the other
 * @param shape the shape of the graph, where the workload takes one; empty if not
 * @param budget how much of the other's time the one may take; empty if the figure is only of interest
 */
record Pair(Class<?> workload, String measured, String baseline, String shape, OptionalDouble budget) {
    static Pair of(Class<?> workload, String measured, String baseline) {
        return new Pair(workload, measured, baseline, "", OptionalDouble.empty());
    }

    Pair with(String ofShape) {
        return new Pair(workload, measured, baseline, ofShape, budget);
    }

    Pair within(double limit) {
        return new Pair(workload, measured, baseline, shape, OptionalDouble.of(limit));
    }

    @Override
    public String toString() {
        return workload.getSimpleName() + (shape.isEmpty() ? "" : " " + shape) + ": " + measured + " / " + baseline;
    }
}
