package dev.doge.runtime.internal;

import dev.doge.runtime.TaskId;
import dev.doge.runtime.generated.InputId;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs a task once per element of a source, with one input bound to the element. Its value is a {@link Spread}. */
final class FanOutNode extends Node {
    private final TaskNode owner;
    private final TaskNode target;
    private final InputId<?> as;
    private final Object source;
    private final boolean collecting;
    private int sourcePlace = -1;
    private int[] from = {};
    private int width;

    /**
     * Makes a fan-out.
     *
     * @param owner the task that reads it, the first of them
     * @param source the {@link TaskId} or {@link InputId} whose value is iterated
     * @param collecting whether failures are values
     */
    FanOutNode(TaskNode owner, TaskNode target, InputId<?> as, Object source, boolean collecting) {
        this.owner = owner;
        this.target = target;
        this.as = as;
        this.source = source;
        this.collecting = collecting;
    }

    /**
     * Says where its inputs come from.
     *
     * @param sourcePlace the slot of the source, or where it stands in the frame's key
     * @param from for each input of the target's layout, where it stands in the frame's key, or -1 for the element
     * @param width how many inputs the frame's key has
     */
    void reads(int sourcePlace, int[] from, int width) {
        this.sourcePlace = sourcePlace;
        this.from = from;
        this.width = width;
    }

    boolean is(TaskId<?> otherTarget, InputId<?> otherAs, Object otherSource, boolean otherCollecting) {
        return as == otherAs
                && collecting == otherCollecting
                && source.equals(otherSource)
                && target.id().equals(otherTarget);
    }

    boolean isCollecting() {
        return collecting;
    }

    TaskNode target() {
        return target;
    }

    TaskNode owner() {
        return owner;
    }

    @Override
    boolean isShort() {
        return false; // what it starts depends on how many elements there are
    }

    @Override
    Object run(Frame frame, Step step) {
        Object value = source instanceof TaskId ? frame.value(sourcePlace) : input(frame.key(), sourcePlace);
        if (value == null) {
            throw new NullPointerException(name() + " is null, so there is nothing to run "
                    + target.id().name() + " for");
        }
        List<Object> elements = elements(value);
        if (elements.isEmpty()) {
            return Spread.EMPTY;
        }
        Map<Object, Integer> places = new LinkedHashMap<>();
        int[] placeOf = new int[elements.size()];
        for (int i = 0; i < placeOf.length; i++) {
            Object element = Copies.of(as, elements.get(i));
            Integer place = places.putIfAbsent(element, places.size());
            placeOf[i] = place == null ? places.size() - 1 : place;
        }
        Spread spread = new Spread(frame, this, places.keySet().toArray(), placeOf);
        spread.start();
        return LATER;
    }

    /** Returns the key of the target for an element. */
    Object keyFor(Object frameKey, Object element) {
        if (from.length == 1) {
            return element;
        }
        Object[] key = new Object[from.length];
        for (int i = 0; i < key.length; i++) {
            key[i] = from[i] < 0 ? element : input(frameKey, from[i]);
        }
        return key;
    }

    private Object input(Object key, int place) {
        return width == 1 ? key : ((Object[]) key)[place];
    }

    private List<Object> elements(Object value) {
        List<Object> elements = new ArrayList<>();
        if (value instanceof Map<?, ?> map) {
            map.keySet().forEach(element -> elements.add(present(element, elements.size())));
        } else if (value instanceof Iterable<?> iterable) {
            iterable.forEach(element -> elements.add(present(element, elements.size())));
        } else if (value.getClass().isArray()) {
            for (int i = 0; i < Array.getLength(value); i++) {
                elements.add(present(Array.get(value, i), i));
            }
        } else {
            throw new ClassCastException(name() + " is no array, Iterable or Map but a "
                    + value.getClass().getName());
        }
        return elements;
    }

    private Object present(@Nullable Object element, int at) {
        if (element == null) {
            throw new NullPointerException("element " + at + " of " + name() + " is null");
        }
        return element;
    }

    private String name() {
        return source instanceof TaskId<?> task ? task.name() : ((InputId<?>) source).name();
    }
}
