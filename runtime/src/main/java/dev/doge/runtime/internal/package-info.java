/** The engine: plans in flat arrays, the frames in which they run, and the loop that runs them. The only package that knows threads. */
@NullMarked
package dev.doge.runtime.internal;

import org.jspecify.annotations.NullMarked;
