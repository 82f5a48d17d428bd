/** Counts what costs between cores, in classes that are instrumented while they are loaded. */
@NullMarked
package dev.doge.benchmarks.counts;

import org.jspecify.annotations.NullMarked;
