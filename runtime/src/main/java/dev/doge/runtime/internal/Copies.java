package dev.doge.runtime.internal;

import dev.doge.runtime.generated.InputId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Freezes the values of inputs, so that a key cannot change under a request. */
public final class Copies {
    private Copies() {}

    /**
     * Returns a value as it may be part of a key.
     *
     * @param input the input that it is bound to
     * @param value the value
     * @return the value, or a copy if the input is a collection
     */
    public static Object of(InputId<?> input, @Nullable Object value) {
        Objects.requireNonNull(value, input.name());
        return input.isCopied() ? Objects.requireNonNull(copy(value)) : value;
    }

    private static @Nullable Object copy(@Nullable Object value) {
        if (value instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>(list.size());
            list.forEach(element -> copy.add(copy(element)));
            return Collections.unmodifiableList(copy);
        }
        if (value instanceof SortedSet<?> set) {
            return Collections.unmodifiableNavigableSet(new TreeSet<>(set));
        }
        if (value instanceof Set<?> set) {
            Set<@Nullable Object> copy = new LinkedHashSet<>();
            set.forEach(element -> copy.add(copy(element)));
            return Collections.unmodifiableSet(copy);
        }
        if (value instanceof SortedMap<?, ?> map) {
            return Collections.unmodifiableNavigableMap(new TreeMap<>(map));
        }
        if (value instanceof Map<?, ?> map) {
            Map<@Nullable Object, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((key, element) -> copy.put(copy(key), copy(element)));
            return Collections.unmodifiableMap(copy);
        }
        if (value instanceof Optional<?> optional && optional.isPresent()) {
            return Optional.of(Objects.requireNonNull(copy(optional.get())));
        }
        return value;
    }
}
