package io.etlbed.simulator.embedded.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class OutputTapsTest {

    private final OutputTaps taps = new OutputTaps();

    @Property(tries = 30)
    void each_reader_gets_every_byte_from_when_it_came(
            @ForAll @IntRange(max = 300_000) int before,
            @ForAll @IntRange(max = 300_000) int after,
            @ForAll @IntRange(min = 1, max = 100_000) int piece)
            throws Exception {
        byte[] bytes = new byte[before + after];
        new Random(before).nextBytes(bytes);
        OutputTaps own = new OutputTaps();
        own.write(bytes, 0, before);
        InputStream tap = own.open();
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            for (int at = before; at < bytes.length; at += piece) {
                own.write(bytes, at, Math.min(bytes.length, at + piece));
            }
            own.end();
        });

        assertThat(tap.readAllBytes()).isEqualTo(new ByteArrayInputStream(bytes, before, after).readAllBytes());
        writer.get(30, TimeUnit.SECONDS);
    }

    @Test
    void who_does_not_read_holds_up_the_writer_until_it_closes_or_is_given_up() throws Exception {
        for (boolean givenUp : List.of(true, false)) {
            OutputTaps own = new OutputTaps();
            InputStream tap = own.open();
            InputStream reader = own.open();
            CompletableFuture<byte[]> read = CompletableFuture.supplyAsync(() -> all(reader));
            CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
                own.write(new byte[200_000], 0, 200_000);
                own.end();
            });
            assertThat(writer.completeOnTimeout(null, 100, TimeUnit.MILLISECONDS))
                    .isNotDone();
            if (givenUp) {
                own.giveUp();
            } else {
                tap.close();
            }
            await().atMost(30, TimeUnit.SECONDS).until(read::isDone);
            assertThat(tap.read()).isEqualTo(-1);
        }
    }

    @Test
    void the_log_and_those_who_read_along_get_what_comes_after_the_token() throws Exception {
        InputStream tap = taps.open();
        List<String> log = new ArrayList<>();
        byte[] output = "complaint\ntoken\nfirst\nno end".getBytes(UTF_8);
        new LogPump(new ByteArrayInputStream(output), line -> log.add(new String(line, UTF_8)), taps, "token", () -> {})
                .run();
        taps.end();

        assertThat(new String(tap.readAllBytes(), UTF_8)).isEqualTo("first\nno end");
        assertThat(log).containsExactly("first\n", "no end");
        assertThat(taps.open().read()).isEqualTo(-1);
    }

    private static byte[] all(InputStream input) {
        try (input) {
            return input.readAllBytes();
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
