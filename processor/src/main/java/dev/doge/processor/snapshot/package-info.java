/** The reports that people have committed, and what has changed since. */
@NullMarked
package dev.doge.processor.snapshot;

import org.jspecify.annotations.NullMarked;
