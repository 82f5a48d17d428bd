package dev.doge.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.doge.benchmarks.counts.Count;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is exact on any machine: a request of seven short tasks costs no more than this between cores. */
@Tag("R14")
@Timeout(120)
class CountsTest {
    private static void costsAtMost(Counts counted, double atomics, double locks, double lookUps, double handedOn) {
        assertThat(counted.of(Count.ATOMICS)).as(counted + " atomics").isLessThanOrEqualTo(atomics);
        assertThat(counted.of(Count.LOCKS)).as(counted + " locks").isLessThanOrEqualTo(locks);
        assertThat(counted.of(Count.LOOK_UPS)).as(counted + " look-ups").isEqualTo(lookUps);
        assertThat(counted.of(Count.HANDED_ON)).as(counted + " handed on").isEqualTo(handedOn);
    }

    private static void costsEachTaskAtMost(Counts counted, int tasks, double atomics) {
        assertThat(counted.of(Count.ATOMICS) / tasks).as(counted + " atomics").isLessThanOrEqualTo(atomics);
        assertThat(counted.of(Count.LOCKS)).as(counted + " locks").isZero();
        assertThat(counted.of(Count.LOOK_UPS)).as(counted + " look-ups").isEqualTo(1);
    }

    private static Counts named(List<Counts> all, String what) {
        return all.stream()
                .filter(counted -> counted.what().equals(what))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void requests_cost_no_more_than_they_did() {
        List<Counts> all = Counts.all();

        costsAtMost(named(all, "load"), 15, 0, 1, 1);
        costsAtMost(named(all, "blocking"), 19, 0, 1, 0); // no worker is woken
        costsAtMost(named(all, "three-sets"), 20, 0, 1, 1); // one frame, entered by three keys
        costsAtMost(named(all, "repeat"), 0, 0, 1, 0);
        costsEachTaskAtMost(named(all, "chain:1000"), 1_000, 1.008);
        costsEachTaskAtMost(named(all, "grid:1024"), 1_024, 1_094.0 / 1_024);
        // with its source and its sink
        costsEachTaskAtMost(named(all, "fan:1000"), 1_002, 2_010.0 / 1_002);
        assertThat(named(all, "load").of(Count.ATOMICS)).isGreaterThan(7); // else nothing is counted
        assertThat(new Report("counted", List.of(), List.of(), all).toMarkdown())
                .contains("| repeat | 0.00 (100%) | 0.00 (100%) | 1.00 (100%) | 0.00 (100%) |");
        assertThat(new Report("counted", List.of(), List.of(), all).toJson()).contains("\"what\": \"repeat\"");
    }
}
