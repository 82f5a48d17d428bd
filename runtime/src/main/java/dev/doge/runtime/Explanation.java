package dev.doge.runtime;

import java.util.List;
import java.util.Objects;

/**
 * Why a request ran, did not, or has not ended yet, in the words of one run. For people: the words may change. Immutable and thread-safe.
 *
 * @param request the request
 * @param lines what there is to say, at least one line
 */
public record Explanation(Request<?> request, List<String> lines) {
    /**
     * Makes an explanation.
     *
     * @param request the request
     * @param lines what there is to say
     */
    public Explanation {
        Objects.requireNonNull(request, "request");
        lines = List.copyOf(lines);
    }

    /** Returns the request and the lines. */
    @Override
    public String toString() {
        return request + "\n  " + String.join("\n  ", lines);
    }
}
