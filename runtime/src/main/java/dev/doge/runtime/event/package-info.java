/** What becomes of requests, as it happens. */
@NullMarked
package dev.doge.runtime.event;

import org.jspecify.annotations.NullMarked;
