/** The rules of a sound graph, one per class. */
@NullMarked
package dev.doge.processor.validate;

import org.jspecify.annotations.NullMarked;
