package io.etlbed.cluster.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SharedTest {

    private final AtomicLong clock = new AtomicLong();
    private final List<CompletableFuture<String>> asked = new ArrayList<>();
    private final Shared<String> shared = new Shared<>(Duration.ofSeconds(1), clock::get, () -> {
        CompletableFuture<String> answer = new CompletableFuture<>();
        asked.add(answer);
        return answer;
    });

    @Test
    void all_who_ask_within_a_second_get_what_was_fetched_once() {
        CompletableFuture<String> first = shared.get();
        pass(Duration.ofMillis(400));
        CompletableFuture<String> second = shared.get();
        asked.get(0).complete("one");
        pass(Duration.ofMillis(500));

        assertThat(List.of(first.join(), second.join(), shared.get().join())).containsOnly("one");
        assertThat(asked).hasSize(1);
        pass(Duration.ofMillis(100));
        assertThat(shared.get()).isNotDone();
        assertThat(asked).hasSize(2);
    }

    @Test
    void there_are_never_two_questions_at_a_time_however_slow_the_answer() {
        CompletableFuture<String> patient = shared.get();
        pass(Duration.ofHours(1));
        CompletableFuture<String> late = shared.get();

        assertThat(asked).hasSize(1);
        asked.get(0).complete("at last");
        assertThat(patient.join()).isEqualTo("at last");
        assertThat(late.join()).isEqualTo("at last");
    }

    @Test
    void who_fails_is_not_asked_again_at_once_but_after_a_second() {
        CompletableFuture<String> first = shared.get();
        asked.get(0).completeExceptionally(new IllegalStateException("no"));

        assertThat(first).isCompletedExceptionally();
        assertThat(shared.get()).isCompletedExceptionally();
        assertThat(asked).hasSize(1);
        pass(Duration.ofSeconds(1));
        assertThat(shared.get()).isNotDone();
    }

    @Test
    void one_who_gives_up_takes_nothing_from_the_others() {
        CompletableFuture<String> impatient = shared.get();
        CompletableFuture<String> other = shared.get();
        impatient.cancel(true);
        asked.get(0).complete("there");

        assertThat(other.join()).isEqualTo("there");
    }

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }
}
