package dev.doge.runtime.internal;

/**
 * What a slot holds of a task whose conditions did not hold.
 *
 * @param why which condition
 */
record Skipped(String why) {}
