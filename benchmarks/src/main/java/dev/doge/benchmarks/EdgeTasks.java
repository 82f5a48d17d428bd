package dev.doge.benchmarks;

import dev.doge.annotations.DependsOn;
import dev.doge.annotations.Fallback;
import dev.doge.annotations.Input;
import dev.doge.annotations.Share;
import dev.doge.annotations.Task;
import dev.doge.annotations.When;
import dev.doge.runtime.Lazy;
import dev.doge.runtime.OnDemand;
import dev.doge.runtime.Outcome;
import dev.doge.runtime.TaskContext;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The seven tasks, with an eighth that needs them in one way or another. */
final class EdgeTasks {
    record Letter(long x) {}

    record Part(long x) {}

    private EdgeTasks() {}

    /** Takes the value of the page. */
    static class Plain extends SevenTasks {
        @Task
        Letter letter(Page page) {
            return new Letter(page.x());
        }
    }

    /** Takes what became of the page. */
    static class OfOutcome extends SevenTasks {
        @Task
        Letter letter(Outcome<Page> page) {
            return new Letter(page.orElseThrow().x());
        }
    }

    /** Has a condition, which holds. */
    static class Conditional extends SevenTasks {
        @Task
        boolean premium(User user) {
            return user.id() > 0;
        }

        @Task
        @When("premium")
        Letter letter(Page page) {
            return new Letter(page.x());
        }
    }

    /** Has a fallback, which is not needed. */
    static class Rescued extends SevenTasks {
        @Task
        @Fallback("instead")
        Letter letter(Page page) {
            return new Letter(page.x());
        }

        Letter instead() {
            return new Letter(0);
        }
    }

    /** Comes after the page, and does not take its value. */
    static class Later extends SevenTasks {
        @Task
        @DependsOn("page")
        Letter letter(User user) {
            return new Letter(user.id());
        }
    }

    /** Needs a part for each of two elements beside the page. */
    static class Spread extends SevenTasks {
        @Task
        List<Long> numbers(User user) {
            return List.of(user.id(), -user.id());
        }

        @Task
        Part part(@Input long number) {
            return new Part(number);
        }

        @Task
        Letter letter(Page page, @DependsOn(value = "part", each = "numbers", as = "number") List<Part> parts) {
            return new Letter(page.x() + parts.get(0).x() + parts.get(1).x());
        }
    }

    /** Needs a part under a key that a task yields beside the page. */
    static class Bound extends SevenTasks {
        @Task
        long chosen(User user) {
            return user.id();
        }

        @Task
        Part part(@Input long number) {
            return new Part(number);
        }

        @Task
        Letter letter(Page page, @DependsOn(value = "part", with = "number = chosen") Part part) {
            return new Letter(page.x() + part.x());
        }
    }

    /** Asks for the page itself. */
    static class Postponed extends SevenTasks {
        @Task
        CompletionStage<Letter> letter(User user, @DependsOn("page") Lazy<Page> page) {
            return page.get().thenApply(value -> new Letter(value.x()));
        }
    }

    /** Asks itself for a part, under a key of its own, beside the page. */
    static class Demanding extends SevenTasks {
        @Task
        Part part(@Input long number) {
            return new Part(number);
        }

        @Task
        CompletionStage<Letter> letter(
                User user, Page page, @DependsOn(value = "part", as = "number") OnDemand<Long, Part> parts) {
            return parts.of(user.id()).thenApply(part -> new Letter(page.x() + part.x()));
        }
    }

    /** Takes its context beside the page. */
    static class InContext extends SevenTasks {
        @Task
        Letter letter(Page page, TaskContext context) {
            return new Letter(context.isCancelled() ? 0 : page.x());
        }
    }

    /** Is executed for each run by itself. */
    static class PerRun extends SevenTasks {
        @Task(share = Share.RUN)
        Letter letter(Page page) {
            return new Letter(page.x());
        }
    }
}
