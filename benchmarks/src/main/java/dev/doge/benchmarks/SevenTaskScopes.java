package dev.doge.benchmarks;

import static java.lang.invoke.MethodType.methodType;

import dev.doge.benchmarks.SevenTasks.Offers;
import dev.doge.benchmarks.SevenTasks.Orders;
import dev.doge.benchmarks.SevenTasks.Page;
import dev.doge.benchmarks.SevenTasks.Prefs;
import dev.doge.benchmarks.SevenTasks.Profile;
import dev.doge.benchmarks.SevenTasks.Recs;
import dev.doge.benchmarks.SevenTasks.User;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * The seven tasks with structured concurrency, each subtask a virtual thread, a scope for each level. It is a preview of JDK 25, which this is not
 * compiled on, and so it is reached by method handles, which the JVM inlines.
 */
final class SevenTaskScopes {
    private static final @Nullable Calls CALLS = Calls.find();

    private SevenTaskScopes() {}

    private record Calls(
            MethodHandle open, MethodHandle fork, MethodHandle join, MethodHandle close, MethodHandle get) {
        static @Nullable Calls find() {
            try {
                MethodHandles.Lookup lookup = MethodHandles.lookup();
                Class<?> scope = Class.forName("java.util.concurrent.StructuredTaskScope");
                Class<?> subtask = Class.forName("java.util.concurrent.StructuredTaskScope$Subtask");
                return new Calls(
                        erased(lookup.findStatic(scope, "open", methodType(scope))),
                        erased(lookup.findVirtual(scope, "fork", methodType(subtask, Callable.class))),
                        erased(lookup.findVirtual(scope, "join", methodType(Object.class))),
                        lookup.findVirtual(scope, "close", methodType(void.class))
                                .asType(methodType(void.class, Object.class)),
                        erased(lookup.findVirtual(subtask, "get", methodType(Object.class))));
            } catch (ReflectiveOperationException e) {
                return null; // of another shape, or not there
            }
        }

        private static MethodHandle erased(MethodHandle handle) {
            return handle.asType(handle.type().generic());
        }
    }

    /** Returns whether this JVM has it in the shape of JDK 25. */
    static boolean isThere() {
        return CALLS != null;
    }

    /** Runs a request. */
    @SuppressWarnings("NullAway") // asked for only where it is there
    static Page run(SevenTasks seven, long userId) {
        try {
            User user = seven.user(userId);
            Object first = (Object) CALLS.open.invokeExact();
            Orders orders;
            Profile profile;
            Prefs prefs;
            try {
                Object ordersTask = fork(first, () -> seven.orders(user));
                Object profileTask = fork(first, () -> seven.profile(user));
                Object prefsTask = fork(first, () -> seven.prefs(user));
                Object ignored = (Object) CALLS.join.invokeExact(first);
                orders = (Orders) get(ordersTask);
                profile = (Profile) get(profileTask);
                prefs = (Prefs) get(prefsTask);
            } finally {
                CALLS.close.invokeExact(first);
            }
            Object second = (Object) CALLS.open.invokeExact();
            try {
                Object recsTask = fork(second, () -> seven.recs(orders, profile));
                Object offersTask = fork(second, () -> seven.offers(profile, prefs));
                Object ignored = (Object) CALLS.join.invokeExact(second);
                return seven.page(user, (Recs) get(recsTask), (Offers) get(offersTask));
            } finally {
                CALLS.close.invokeExact(second);
            }
        } catch (Throwable e) { // what a handle throws
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("NullAway")
    private static Object fork(Object scope, Callable<?> body) throws Throwable {
        return (Object) CALLS.fork.invokeExact(scope, (Object) body);
    }

    @SuppressWarnings("NullAway")
    private static Object get(Object subtask) throws Throwable {
        return (Object) CALLS.get.invokeExact(subtask);
    }
}
