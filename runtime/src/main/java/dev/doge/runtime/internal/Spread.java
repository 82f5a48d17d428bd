package dev.doge.runtime.internal;

import dev.doge.runtime.Outcome;
import dev.doge.runtime.Request;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One fan-out under way, and then its result: an outcome per distinct element. Published by the slot of its node. */
final class Spread {
    static final Spread EMPTY = new Spread();

    private static final VarHandle LEFT;

    static {
        try {
            LEFT = MethodHandles.lookup().findVarHandle(Spread.class, "left", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** The wait for one element. */
    private static final class Branch extends Link {
        private final Spread spread;
        private final int place;

        Branch(Frame from, Spread spread, TaskNode target, Node node, int place) {
            super(from, target.alone(), node.alone());
            this.spread = spread;
            this.place = place;
        }

        @Override
        boolean isDynamic() {
            return true;
        }

        @Override
        public boolean isElement() {
            return true;
        }

        @Override
        int place() {
            return place;
        }

        @Override
        void end(Object outcome, Turn turn) {
            spread.ended(place, outcome, turn);
        }
    }

    /** What a session keeps of a fan-out, to see later whether it has changed. */
    static final class Image {
        private final Object[] elements;
        private final int @Nullable [] placeOf;
        private final @Nullable Object[] outcomes;

        private Image(Object[] elements, int @Nullable [] placeOf, @Nullable Object[] outcomes) {
            this.elements = elements;
            this.placeOf = placeOf;
            this.outcomes = outcomes;
        }

        boolean isSame(Object other) {
            if (!(other instanceof Image that)
                    || !Arrays.equals(placeOf, that.placeOf)
                    || outcomes.length != that.outcomes.length) {
                return false;
            }
            for (int place = 0; place < outcomes.length; place++) {
                if (!Same.outcome(elements[place], that.elements[place])
                        || !Same.outcome(outcomes[place], that.outcomes[place])) {
                    return false;
                }
            }
            return true;
        }
    }

    private final @Nullable Frame frame;
    private final @Nullable FanOutNode node;
    private final Object[] elements;

    /** Where the outcome of each element of the source stands; null if no element comes twice. */
    private final int @Nullable [] placeOf;

    private final @Nullable Object[] outcomes;

    @SuppressWarnings("unused") // through the handle
    private int left;

    /** Whether not all elements are demanded yet; guarded by this object's monitor. */
    private boolean demanding = true;

    /** Whether it has failed before that; guarded by this object's monitor. */
    private boolean failedEarly;

    Spread(Frame frame, FanOutNode node, Object[] elements, int @Nullable [] placeOf) {
        this.frame = frame;
        this.node = node;
        this.elements = elements;
        this.placeOf = placeOf;
        this.outcomes = new @Nullable Object[elements.length];
        this.left = elements.length + 1;
    }

    private Spread() {
        this.frame = null;
        this.node = null;
        this.elements = new Object[0];
        this.placeOf = null;
        this.outcomes = new @Nullable Object[0];
    }

    /** Demands the target for each element, also after the fan-out has failed, until nobody wants it any more. */
    @SuppressWarnings("NullAway") // only the empty one has no frame, and it is not started
    void start() {
        Turn turn = new Turn();
        try {
            demand(turn);
        } finally {
            demandedAll(turn);
            turn.settle();
        }
    }

    @SuppressWarnings("NullAway")
    private void demand(Turn turn) {
        TaskNode target = node.target();
        Layout layout = target.layout();
        Demand wanted = layout.demand(target.index());
        for (int place = 0; place < elements.length; place++) {
            if (!frame.isWanted(node.index())) {
                return;
            }
            Object key = node.keyFor(frame, elements[place]);
            if (key instanceof Skipped) {
                ended(place, key, turn);
            } else {
                Branch branch = new Branch(frame, this, target, node, place);
                frame.attach(branch, frame.graph(), layout, key, wanted, turn);
            }
            turn.settle();
        }
        countDown(turn);
    }

    @SuppressWarnings("NullAway")
    private void demandedAll(Turn turn) {
        synchronized (this) {
            demanding = false;
            if (!failedEarly) {
                return;
            }
        }
        frame.demandedAll(node.index(), turn);
    }

    @SuppressWarnings("NullAway")
    private synchronized void failsEarly() {
        if (demanding && !failedEarly) {
            failedEarly = true;
            frame.demandsOn(node.index());
        }
    }

    @SuppressWarnings("NullAway") // only the empty one has no frame, and it has no branch
    private void ended(int place, Object outcome, Turn turn) {
        if (outcome instanceof Failed failed && !node.isCollecting()) {
            failsEarly();
            frame.fail(node.index(), failed, turn);
            return;
        }
        outcomes[place] = outcome; // published by the count
        countDown(turn);
    }

    @SuppressWarnings("NullAway")
    private void countDown(Turn turn) {
        if ((int) LEFT.getAndAdd(this, -1) == 1) {
            frame.complete(node.index(), this, turn);
        }
    }

    /** Adds what was demanded for the elements. */
    void addRequests(Frame from, FanOutNode fan, Set<Request<?>> into) {
        for (Object element : elements) {
            Object key = fan.keyFor(from, element);
            if (!(key instanceof Skipped)) {
                into.add(Api.request(from.graph(), fan.target(), key));
            }
        }
    }

    Image image() {
        return new Image(elements, placeOf, outcomes);
    }

    // ---- what a body reads ----

    List<@Nullable Object> values() {
        return Collections.unmodifiableList(Arrays.asList(areTheValues() ? outcomes : copy()));
    }

    /** Returns whether the outcomes are just what a body reads: no element comes twice, and none yields null. */
    private boolean areTheValues() {
        if (placeOf != null) {
            return false;
        }
        for (Object outcome : outcomes) {
            if (outcome == Node.NULL) {
                return false;
            }
        }
        return true;
    }

    private @Nullable Object[] copy() {
        @Nullable Object[] values = new @Nullable Object[placeOf == null ? elements.length : placeOf.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(place(i));
        }
        return values;
    }

    private int place(int i) {
        return placeOf == null ? i : placeOf[i];
    }

    Map<Object, @Nullable Object> valuesByKey() {
        Map<Object, @Nullable Object> values = new LinkedHashMap<>();
        for (int place = 0; place < elements.length; place++) {
            values.put(elements[place], value(place));
        }
        return Collections.unmodifiableMap(values);
    }

    List<Outcome<@Nullable Object>> outcomes() {
        List<Outcome<@Nullable Object>> distinct = distinctOutcomes();
        return placeOf == null
                ? distinct
                : Arrays.stream(placeOf)
                        .<Outcome<@Nullable Object>>mapToObj(distinct::get)
                        .toList();
    }

    Map<Object, Outcome<@Nullable Object>> outcomesByKey() {
        Map<Object, Outcome<@Nullable Object>> outcomes = new LinkedHashMap<>();
        List<Outcome<@Nullable Object>> distinct = distinctOutcomes();
        for (int place = 0; place < elements.length; place++) {
            outcomes.put(elements[place], distinct.get(place));
        }
        return Collections.unmodifiableMap(outcomes);
    }

    List<Optional<Object>> optionals() {
        return values().stream().map(Form::optional).toList();
    }

    Map<Object, Optional<Object>> optionalsByKey() {
        Map<Object, Optional<Object>> optionals = new LinkedHashMap<>();
        valuesByKey().forEach((element, value) -> optionals.put(element, Form.optional(value)));
        return Collections.unmodifiableMap(optionals);
    }

    private @Nullable Object value(int place) {
        Object value = outcomes[place];
        return value == Node.NULL ? null : value;
    }

    @SuppressWarnings("NullAway") // only the empty one has no frame
    private List<Outcome<@Nullable Object>> distinctOutcomes() {
        return IntStream.range(0, elements.length)
                .<Outcome<@Nullable Object>>mapToObj(place -> Form.outcome(
                        outcomes[place],
                        () -> Api.request(frame.graph(), node.target(), node.keyFor(frame, elements[place]))))
                .toList();
    }
}
