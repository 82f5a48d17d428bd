/** The annotation processor: reads task classes, proves their graphs sound, and writes the graph classes. */
@NullMarked
package dev.doge.processor;

import org.jspecify.annotations.NullMarked;
