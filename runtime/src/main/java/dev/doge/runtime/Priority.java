package dev.doge.runtime;

/** How urgent a run is, beside others of the same executor; in rising order. Immutable. */
public enum Priority {
    /** Less urgent than most. */
    LOW,
    /** As most are; the default. */
    NORMAL,
    /** More urgent than most. */
    HIGH,
    /** More urgent than all else. */
    URGENT
}
