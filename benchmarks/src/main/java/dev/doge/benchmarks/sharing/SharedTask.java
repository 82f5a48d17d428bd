package dev.doge.benchmarks.sharing;

import dev.doge.annotations.DependsOn;
import dev.doge.annotations.Input;
import dev.doge.annotations.Task;
import dev.doge.runtime.OnDemand;

/** The work as a task, which may ask for itself with other keys. */
class SharedTask {
    private final Work work;

    SharedTask(Work work) {
        this.work = work;
    }

    @Task
    String value(@Input String key, @DependsOn("value") OnDemand<String, String> others) throws Exception {
        return work.compute(key, others::await);
    }
}
