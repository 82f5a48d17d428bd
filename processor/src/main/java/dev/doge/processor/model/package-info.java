/** What the processor knows of a task class: pure data, no compiler in sight. */
@NullMarked
package dev.doge.processor.model;

import org.jspecify.annotations.NullMarked;
