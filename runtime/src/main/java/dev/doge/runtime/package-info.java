/**
 * Executes task graphs: {@link dev.doge.runtime.DogeExecutor} runs the {@link dev.doge.runtime.Request requests} that the generated graph
 * classes make. Nulls are refused with a {@code NullPointerException} unless a type says otherwise.
 */
@NullMarked
package dev.doge.runtime;

import org.jspecify.annotations.NullMarked;
