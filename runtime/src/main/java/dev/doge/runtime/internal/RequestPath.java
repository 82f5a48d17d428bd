package dev.doge.runtime.internal;

import dev.doge.runtime.Request;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The way from a request to what failed. Where it goes on in a run that a body has asked for it shares the way of that run's failure: a recursion
 * fails at each of its levels, and so many copies of ever longer ways would not fit into memory. Immutable.
 */
public final class RequestPath extends AbstractList<Request<?>> {
    /** How many requests are at hand at the end, however long the way is. */
    static final int AT_HAND = 11;

    private final List<Request<?>> own;
    private final @Nullable RequestPath beyond;
    private final int size;
    private final List<Request<?>> end;

    private RequestPath(List<Request<?>> own, @Nullable RequestPath beyond) {
        this.own = own;
        this.beyond = beyond;
        this.size = own.size() + (beyond == null ? 0 : beyond.size);
        this.end = beyond != null && beyond.size >= AT_HAND ? beyond.end : end();
    }

    private List<Request<?>> end() {
        List<Request<?>> all = new ArrayList<>(own.subList(Math.max(0, own.size() - AT_HAND), own.size()));
        if (beyond != null) {
            all.addAll(beyond.end);
        }
        return List.copyOf(all.subList(Math.max(0, all.size() - AT_HAND), all.size()));
    }

    /**
     * Returns requests as a way.
     *
     * @param requests from the one that was asked for
     * @return the way
     */
    public static RequestPath of(List<Request<?>> requests) {
        return requests instanceof RequestPath path ? path : new RequestPath(List.copyOf(requests), null);
    }

    /** Returns the way that goes on with another. */
    static RequestPath of(List<Request<?>> requests, List<Request<?>> beyond) {
        return beyond.isEmpty() ? of(requests) : new RequestPath(List.copyOf(requests), of(beyond));
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public Request<?> get(int index) {
        int fromEnd = size - Objects.checkIndex(index, size);
        if (fromEnd <= end.size()) {
            return end.get(end.size() - fromEnd);
        }
        Walk walk = new Walk(this);
        walk.skip(index);
        return walk.next();
    }

    @Override
    public Iterator<Request<?>> iterator() {
        return new Walk(this);
    }

    /** Walks along one part after the other. */
    private static final class Walk implements Iterator<Request<?>> {
        private @Nullable RequestPath part;
        private int next;

        Walk(RequestPath path) {
            part = path;
            skip(0);
        }

        void skip(int requests) {
            next += requests;
            for (RequestPath at = part; at != null && next >= at.own.size(); at = part) {
                next -= at.own.size();
                part = at.beyond;
            }
        }

        @Override
        public boolean hasNext() {
            return part != null;
        }

        @Override
        public Request<?> next() {
            RequestPath at = part;
            if (at == null) {
                throw new NoSuchElementException();
            }
            Request<?> request = at.own.get(next);
            skip(1);
            return request;
        }
    }
}
