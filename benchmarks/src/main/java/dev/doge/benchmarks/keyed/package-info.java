/** Work that is asked for by key: repeats, recursion. */
@NullMarked
package dev.doge.benchmarks.keyed;

import org.jspecify.annotations.NullMarked;
