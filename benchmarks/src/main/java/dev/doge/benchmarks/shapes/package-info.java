/** Graphs of simple shapes, from a thousand tasks to a million, run by Doge and its peers. */
@NullMarked
package dev.doge.benchmarks.shapes;

import org.jspecify.annotations.NullMarked;
