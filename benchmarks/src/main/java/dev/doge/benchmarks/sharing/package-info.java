/**
 * Shared work and leaving, the same scenarios for each way of sharing: {@link dev.doge.benchmarks.sharing.Sharing} runs them all.
 *
 * <p>A {@link dev.doge.benchmarks.sharing.Sharer} is a way of sharing, a {@link dev.doge.benchmarks.sharing.Contender} names it and makes
 * it, a {@link dev.doge.benchmarks.sharing.Scenario} is a promise and how it is tried.
 */
@NullMarked
package dev.doge.benchmarks.sharing;

import org.jspecify.annotations.NullMarked;
