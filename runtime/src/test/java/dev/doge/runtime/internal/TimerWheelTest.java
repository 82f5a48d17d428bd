package dev.doge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimerWheelTest {
    private static final class Named extends TimerWheel.Entry {
        private final long at;

        Named(long at) {
            this.at = at;
        }
    }

    private final TimerWheel wheel = new TimerWheel();

    private Named add(long at) {
        Named entry = new Named(at);
        wheel.add(entry, at);
        return entry;
    }

    private List<Long> dueBy(long now) {
        List<Long> due = new ArrayList<>();
        for (Named next = (Named) wheel.poll(now); next != null; next = (Named) wheel.poll(now)) {
            due.add(next.at);
        }
        return due;
    }

    @Test
    @DisplayName("What is far away is due at its tick and not one earlier, from every wheel")
    void exact() {
        for (int bits = 0; bits < 42; bits++) {
            long at = (1L << bits) + 5;
            TimerWheel fresh = new TimerWheel();
            Named entry = new Named(at);
            fresh.add(entry, at);
            assertThat(fresh.poll(at - 1)).as("before %d", at).isNull();
            assertThat(fresh.poll(at)).as("at %d", at).isSameAs(entry);
            assertThat(fresh.next()).isEqualTo(TimerWheel.NEVER);
        }
    }

    @Test
    @DisplayName("The last tick of all can be told apart")
    void last() {
        add(TimerWheel.TICKS - 1);
        assertThat(dueBy(TimerWheel.TICKS - 2)).isEmpty();
        assertThat(dueBy(TimerWheel.TICKS - 1)).containsExactly(TimerWheel.TICKS - 1);
    }

    @Test
    @DisplayName("What is added for a tick that has passed is due at once")
    void late() {
        assertThat(wheel.poll(1_000)).isNull();
        add(3);
        assertThat(wheel.next()).isLessThanOrEqualTo(1_000);
        assertThat(dueBy(1_000)).containsExactly(3L);
    }

    @Test
    @DisplayName("What is taken out never becomes due, and is taken out once")
    void takenOut() {
        Named entry = add(700);
        Named other = add(700);
        assertThat(wheel.remove(entry)).isTrue();
        assertThat(wheel.remove(entry)).isFalse();
        assertThat(wheel.poll(700)).isSameAs(other);
        assertThat(wheel.remove(other)).as("it has become due").isFalse();
        assertThat(wheel.poll(5_000)).isNull();
    }

    @Test
    @DisplayName("Who waits need not look before the first slot, and not at all when there is nothing")
    void next() {
        assertThat(wheel.next()).isEqualTo(TimerWheel.NEVER);
        Named entry = add(100_000);
        assertThat(wheel.next()).isGreaterThan(0).isLessThanOrEqualTo(100_000);
        wheel.remove(entry);
        assertThat(wheel.next()).isEqualTo(TimerWheel.NEVER);
    }

    @Test
    @DisplayName("A cleared wheel has nothing, and takes out nothing of what was there")
    void cleared() {
        Named entry = add(70);
        wheel.clear();
        assertThat(wheel.next()).isEqualTo(TimerWheel.NEVER);
        assertThat(wheel.remove(entry)).isFalse();
        assertThat(dueBy(TimerWheel.TICKS - 1)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    @DisplayName("Added, taken out and let pass at random, it says what a sorted map says, in the order of ticks")
    void asSortedMap(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        TreeMap<Long, Integer> expected = new TreeMap<>();
        Map<Integer, Named> entries = new HashMap<>();
        long now = 0;
        for (int i = 0; i < 20_000; i++) {
            int choice = random.nextInt(10);
            if (choice < 5) {
                long at = now + random.nextLong(1L << random.nextInt(1, 24));
                entries.put(i, add(at));
                expected.merge(at, 1, Integer::sum);
            } else if (choice < 8 && !entries.isEmpty()) {
                Integer some = entries.keySet().iterator().next();
                Named entry = entries.remove(some);
                if (entry != null && wheel.remove(entry)) {
                    expected.merge(entry.at, -1, (a, b) -> a + b == 0 ? null : a + b);
                }
            } else {
                assertThat(wheel.next())
                        .isLessThanOrEqualTo(expected.isEmpty() ? TimerWheel.NEVER : expected.firstKey());
                now += random.nextLong(1L << random.nextInt(1, 20));
                List<Long> due = new ArrayList<>();
                while (!expected.isEmpty() && expected.firstKey() <= now) {
                    Map.Entry<Long, Integer> first = expected.pollFirstEntry();
                    for (int n = 0; n < first.getValue(); n++) {
                        due.add(first.getKey());
                    }
                }
                assertThat(dueBy(now)).isEqualTo(due);
            }
        }
    }
}
