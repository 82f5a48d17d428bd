package dev.doge.runtime.internal;

import dev.doge.runtime.TaskId;
import dev.doge.runtime.generated.Bind;
import dev.doge.runtime.generated.InputId;
import dev.doge.runtime.generated.Source;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs a task once per element of a source, with one input bound to the element. Its value is a {@link Spread}. */
final class FanOutNode extends Node {
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
        List<Object> elements = elements(value);
        if (elements.isEmpty()) {
            return Spread.EMPTY;
        }
        Map<Object, Integer> places = new LinkedHashMap<>();
        int[] placeOf = new int[elements.size()];
        for (int i = 0; i < placeOf.length; i++) {
            Object element = Copies.of(as(), elements.get(i));
            Integer place = places.putIfAbsent(element, places.size());
            placeOf[i] = place == null ? places.size() - 1 : place;
        }
        Spread spread = new Spread(frame, this, places.keySet().toArray(), placeOf);
        spread.start();
        return LATER;
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
            throw new ClassCastException(source() + " is no array, Iterable or Map but a "
                    + value.getClass().getName());
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
