package dev.doge.runtime.internal;

import java.util.Objects;

/**
 * How the key of a narrower layout is taken from the key of a wide one. One object per pair of layouts.
 *
 * @param layout the narrower layout
 * @param from for each of its inputs, where the input stands in the wide key
 * @param width how many inputs the wide key has
 */
@SuppressWarnings("ArrayRecordComponent") // compared by identity: one object per pair of layouts
record Narrowing(Layout layout, int[] from, int width) {
    /** Returns the hash of the narrower key; without making that. */
    int keyHash(Object wide) {
        if (from.length == 1) {
            return Layout.keyHash(width == 1 ? wide : ((Object[]) wide)[from[0]]);
        }
        int hash = 0;
        for (int i = from.length - 1; i >= 0; i--) {
            hash = 31 * hash + Objects.hashCode(((Object[]) wide)[from[i]]); // as Layout.keyHash does
        }
        return hash;
    }

    Object key(Object wide) {
        if (from.length == 0) {
            return Layout.NO_KEY;
        }
        if (from.length == 1) {
            return width == 1 ? wide : ((Object[]) wide)[from[0]];
        }
        Object[] values = (Object[]) wide;
        Object[] key = new Object[from.length];
        for (int i = 0; i < key.length; i++) {
            key[i] = values[from[i]];
        }
        return key;
    }
}
