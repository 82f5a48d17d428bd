package dev.doge.processor.graph;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what was meant: the nearest name by Levenshtein distance. */
public final class Spelling {
    private Spelling() {}

    /** Returns the nearest of some names, if it is near enough to have been meant. */
    public static Optional<String> nearest(String name, Collection<String> names) {
        int limit = Math.max(1, name.length() / 3);
        return names.stream()
                .filter(other -> distance(name, other) <= limit && distance(name, other) < name.length())
                .min(Comparator.comparingInt(other -> distance(name, other)));
    }

    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int substituted = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
