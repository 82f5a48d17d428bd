package dev.doge.processor.model;

import java.util.List;
import java.util.Optional;

/**
 * A task, as it is declared. Compared by identity.
 */
public final class Task {
    /** How a task yields its value. */
    public enum Kind {
        VALUE,
        STAGE,
        ACTION,
        ASYNC_ACTION
    }

    /** What keeps the generated class from calling the method. */
    public enum Flaw {
        PRIVATE,
        GENERIC
    }

    private final Named name;
    private final String description;
    private final boolean perRun;
    private final Kind kind;
    private final Type returned;
    private final Type value;
    private final boolean nullable;
    private final Method method;
    private final List<Parameter> parameters;
    private final Optional<DependsOnMark> after;
    private final List<Named> conditions;
    private final Optional<FallbackMark> fallback;
    private final Optional<Flaw> flaw;
    private final boolean own;
    private final boolean unnamedParameters;
    private final Place place;

    private Task(Builder builder) {
        this.name = builder.name;
        this.description = builder.description;
        this.perRun = builder.perRun;
        this.kind = builder.kind;
        this.returned = builder.returned;
        this.value = builder.value;
        this.nullable = builder.nullable;
        this.method = builder.method;
        this.parameters = List.copyOf(builder.parameters);
        this.after = builder.after;
        this.conditions = List.copyOf(builder.conditions);
        this.fallback = builder.fallback;
        this.flaw = builder.flaw;
        this.own = builder.own;
        this.unnamedParameters = builder.unnamedParameters;
        this.place = builder.place;
    }

    public String name() {
        return name.name();
    }

    public Place namePlace() {
        return name.place();
    }

    public String description() {
        return description;
    }

    public boolean isPerRun() {
        return perRun;
    }

    public Kind kind() {
        return kind;
    }

    /** Returns whether the task has a value. */
    public boolean hasValue() {
        return kind == Kind.VALUE || kind == Kind.STAGE;
    }

    /** Returns what the method returns. */
    public Type returned() {
        return returned;
    }

    /** Returns the type of the value, boxed only if declared so; void if there is none. */
    public Type value() {
        return value;
    }

    public boolean isNullable() {
        return nullable;
    }

    public Method method() {
        return method;
    }

    public List<Parameter> parameters() {
        return parameters;
    }

    /** Returns the order-only predecessors. */
    public Optional<DependsOnMark> after() {
        return after;
    }

    public List<Named> predecessors() {
        return after.map(DependsOnMark::tasks).orElse(List.of());
    }

    /** Returns the conditions as they are written, {@code "premium"} or {@code "!blocked"}. */
    public List<Named> conditions() {
        return conditions;
    }

    /** Returns whether the task may be skipped. */
    public boolean isConditional() {
        return !conditions.isEmpty();
    }

    public Optional<FallbackMark> fallback() {
        return fallback;
    }

    public Optional<Flaw> flaw() {
        return flaw;
    }

    /** Returns whether the class itself declares it. */
    public boolean isOwn() {
        return own;
    }

    /** Returns whether it comes from a class file and nothing tells the names of its parameters. */
    public boolean hasUnnamedParameters() {
        return unnamedParameters;
    }

    public Place place() {
        return place;
    }

    @Override
    public String toString() {
        return method.text();
    }

    /** Collects what is known of a task. */
    @SuppressWarnings("NullAway.Init") // the reader sets all of it
    public static final class Builder {
        public Named name;
        public String description = "";
        public boolean perRun;
        public Kind kind = Kind.VALUE;
        public Type returned;
        public Type value;
        public boolean nullable;
        public Method method;
        public List<Parameter> parameters = List.of();
        public Optional<DependsOnMark> after = Optional.empty();
        public List<Named> conditions = List.of();
        public Optional<FallbackMark> fallback = Optional.empty();
        public Optional<Flaw> flaw = Optional.empty();
        public boolean own;
        public boolean unnamedParameters;
        public Place place;

        public Task build() {
            return new Task(this);
        }
    }
}
