package io.etlbed.cluster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.etlbed.cluster.client.ScriptedServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EtlHealthTest {

    @TempDir
    Path folder;

    @Test
    void cpu_and_memory_are_a_table_in_the_order_of_the_targets() throws Exception {
        String json =
                "[{\"target_id\":\"t1\",\"cpu\":0.254,\"mem\":1048576},{\"target_id\":\"t2\",\"cpu\":12,\"mem\":0}]";
        try (ScriptedServer server =
                new ScriptedServer(exchange -> exchange.answer(200, "Content-Type: application/json\r\n", json))) {
            assertThat(new Cli(server.url(), folder).out("etl", "health", "etl-md5"))
                    .isEqualTo("""
                    TARGET  CPU    MEM
                    t1      0.25   1.00MiB
                    t2      12.00  0B
                    """);
            assertThat(server.requests().get(0).target()).isEqualTo("/v1/etl/etl-md5/health");
        }
    }
}
