/** Words the model as Java source and as reports. */
@NullMarked
package dev.doge.processor.generate;

import org.jspecify.annotations.NullMarked;
