package dev.doge.runtime.internal;

/**
 * How long bodies have been seen to take. Written without care by whatever thread has measured: a lost sample does no harm.
 */
final class Cost {
    /** One body of so many is measured: reading the clock each time would cost more than the run loop. */
    static final int SAMPLE_MASK = 63;

    private static final int SHORT_NANOS = 5_000;
    private static final int FEWEST_SAMPLES = 8;

    private int samples;
    private int nanos;

    /** Notes how long a body has taken: at once if long, forgotten slowly, an eighth a sample. */
    void note(long taken) {
        long counted = Math.min(taken, 8L * SHORT_NANOS); // a pause of the machine is forgotten, too
        nanos = Math.max((int) counted, nanos - (nanos >> 3));
        if (samples < FEWEST_SAMPLES) {
            samples++;
        }
    }

    /** Returns whether a body takes but a few microseconds, and has been seen often enough to say so. */
    boolean isLow() {
        return nanos < SHORT_NANOS && samples >= FEWEST_SAMPLES;
    }
}
