package dev.doge.runtime.internal;

import dev.doge.runtime.TaskId;
import dev.doge.runtime.generated.Bind;
import dev.doge.runtime.generated.InputId;
import dev.doge.runtime.generated.Source;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs a task once per element of a source, with one input bound to the element. Its value is a {@link Spread}. */
final class FanOutNode extends Node {
    /** Up to how many elements are compared with each other. */
    private static final int FEW = 8;

    private final TaskNode owner;
    private final TaskDraft.Edge edge;
    private final KeyFrom key;
    private final int sourcePlace;

    /**
     * Makes a fan-out.
     *
     * @param owner the task that reads it, the first of them
     * @param edge what the plan says of it
     * @param key how the target's key is made
     * @param sourcePlace the slot of the source, or where it stands in the frame's key
     */
    FanOutNode(TaskNode owner, TaskDraft.Edge edge, KeyFrom key, int sourcePlace) {
        this.owner = owner;
        this.edge = edge;
        this.key = key;
        this.sourcePlace = sourcePlace;
    }

    boolean is(TaskDraft.Kind kind, TaskId<?> target, InputId<?> as, Source source, List<Bind> with) {
        return edge.kind() == kind
                && edge.as() == as
                && source.equals(edge.source())
                && edge.with().equals(with)
                && edge.target().equals(target);
    }

    /** Returns whether failures are values. */
    boolean isCollecting() {
        return edge.kind() == TaskDraft.Kind.EACH_OUTCOME;
    }

    TaskNode target() {
        return key.target();
    }

    @Override
    TaskNode owner() {
        return owner;
    }

    @Override
    String name() {
        return target().name();
    }

    @Override
    boolean isShort() {
        return false; // what it starts depends on how many elements there are
    }

    @Override
    Object run(Frame frame, Step step) {
        Object value = edge.source() instanceof TaskId ? frame.value(sourcePlace) : input(frame, sourcePlace);
        if (value == null) {
            throw new NullPointerException(source() + " is null, so there is nothing to run " + name() + " for");
        }
        @Nullable Object[] elements = elements(value);
        if (elements.length == 0) {
            return Spread.EMPTY;
        }
        spread(frame, elements).start();
        return LATER;
    }

    /** Finds the distinct elements, in the order in which they come first: of a few by looking, which is cheaper than a table. */
    private Spread spread(Frame frame, @Nullable Object[] elements) {
        Map<Object, Integer> places = elements.length > FEW ? new HashMap<>(2 * elements.length) : Map.of();
        @Nullable Object[] distinct = elements; // as nearly always
        int[] placeOf = null;
        int count = 0;
        for (int i = 0; i < elements.length; i++) {
            Object element = Copies.of(as(), present(elements[i], i));
            int place = elements.length > FEW ? places.getOrDefault(element, count) : find(distinct, count, element);
            if (place != i && placeOf == null) {
                placeOf = upTo(i, elements.length);
            }
            if (placeOf != null) {
                placeOf[i] = place;
            }
            if (place == count) {
                if (distinct == elements && (place != i || element != elements[i])) {
                    distinct = Arrays.copyOf(elements, elements.length, Object[].class);
                }
                if (distinct != elements) {
                    distinct[place] = element;
                }
                count++;
                if (elements.length > FEW) {
                    places.put(element, place);
                }
            }
        }
        return new Spread(frame, this, count == distinct.length ? distinct : Arrays.copyOf(distinct, count), placeOf);
    }

    private static int[] upTo(int end, int length) {
        int[] places = new int[length];
        for (int i = 0; i < end; i++) {
            places[i] = i;
        }
        return places;
    }

    /** Returns the place of an element; how many there are if it is not among them. */
    private static int find(@Nullable Object[] distinct, int count, Object element) {
        int place = 0;
        while (place < count && !element.equals(distinct[place])) {
            place++;
        }
        return place;
    }

    @SuppressWarnings("NullAway") // a fan-out always binds an input
    private InputId<?> as() {
        return edge.as();
    }

    /** Returns the key of the target for an element; a {@link Skipped} if another input would come from a task that was skipped. */
    Object keyFor(Frame frame, Object element) {
        return key.key(frame, element);
    }

    private static Object input(Frame frame, int place) {
        return frame.layout().inputs().length == 1 ? frame.key() : ((Object[]) frame.key())[place];
    }

    private @Nullable Object[] elements(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.keySet().toArray();
        }
        if (value instanceof Collection<?> collection) {
            return collection.toArray();
        }
        if (value instanceof Iterable<?> iterable) {
            List<@Nullable Object> elements = new ArrayList<>();
            iterable.forEach(elements::add);
            return elements.toArray();
        }
        if (!value.getClass().isArray()) {
            throw new ClassCastException(source() + " is no array, Iterable or Map but a "
                    + value.getClass().getName());
        }
        @Nullable Object[] elements = new @Nullable Object[Array.getLength(value)];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = Array.get(value, i);
        }
        return elements;
    }

    private Object present(@Nullable Object element, int at) {
        if (element == null) {
            throw new NullPointerException("element " + at + " of " + source() + " is null");
        }
        return element;
    }

    @SuppressWarnings("NullAway") // a fan-out always has a source
    private String source() {
        return edge.source().name();
    }
}
