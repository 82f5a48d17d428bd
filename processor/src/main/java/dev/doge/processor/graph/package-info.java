/** Pure algorithms over the model: who needs whom, rings, keys, levels. */
@NullMarked
package dev.doge.processor.graph;

import org.jspecify.annotations.NullMarked;
