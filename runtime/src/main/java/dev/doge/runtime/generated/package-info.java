/**
 * What generated graph classes call, and programs that write a plan by hand. Its types change with the processor: generated code and
 * runtime must be of one version.
 */
@NullMarked
package dev.doge.runtime.generated;

import org.jspecify.annotations.NullMarked;
