/** Audits the jars of a directory: a task graph that does a real job. Start reading at {@link dev.doge.samples.audit.Audit}. */
@NullMarked
package dev.doge.samples.audit;

import org.jspecify.annotations.NullMarked;
