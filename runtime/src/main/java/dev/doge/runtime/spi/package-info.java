/** What can be plugged into an executor. */
@NullMarked
package dev.doge.runtime.spi;

import org.jspecify.annotations.NullMarked;
