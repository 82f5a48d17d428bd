/** Hands what was generated to the compiler. */
@NullMarked
package dev.doge.processor.write;

import org.jspecify.annotations.NullMarked;
