package dev.doge.runtime;

import java.util.List;
import java.util.Objects;

/**
 * How far a run has come. What a run needs may turn out only while it runs: {@code known} can grow. Immutable and thread-safe.
 *
 * @param done how many of the requests that are known to be needed have ended
 * @param known how many requests are known to be needed, the run's own included
 * @param current what the bodies that run have said of themselves, where they have said something
 */
public record Progress(int done, int known, List<Current> current) {
    /**
     * What a body has said last.
     *
     * @param request the request that it is executed for
     * @param done how much is done, in units of the body's own
     * @param total how much there is, in the same units; 0 if unknown
     * @param message what is being done
     */
    public record Current(Request<?> request, long done, long total, String message) {
        /**
         * Makes it.
         *
         * @param request the request
         * @param done how much is done
         * @param total how much there is
         * @param message what is being done
         */
        public Current {
            Objects.requireNonNull(request, "request");
            Objects.requireNonNull(message, "message");
        }
    }

    /**
     * Makes it.
     *
     * @param done how many have ended
     * @param known how many are known
     * @param current what bodies have said
     */
    public Progress {
        current = List.copyOf(current);
    }
}
