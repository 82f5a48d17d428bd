/** Doge beside what else there is, in one run. Start reading at {@link dev.doge.benchmarks.Compare}. */
@NullMarked
package dev.doge.benchmarks;

import org.jspecify.annotations.NullMarked;
