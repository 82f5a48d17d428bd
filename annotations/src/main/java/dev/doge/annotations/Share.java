package dev.doge.annotations;

/** Who shares one execution of a task. */
public enum Share {
    /** All requests with equal key that are under way at the same time. */
    KEY,
    /**
     * Only the requests of one run: the run is a hidden input of the task and of whatever depends on it. For side effects that must not be
     * merged.
     */
    RUN
}
