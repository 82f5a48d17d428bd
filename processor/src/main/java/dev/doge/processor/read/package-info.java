/** Turns elements of the compiler into the model. The only package that sees elements and types. */
@NullMarked
package dev.doge.processor.read;

import org.jspecify.annotations.NullMarked;
