package io.etlbed.cluster.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** Clients of nodes that do what a script says, all closed after the test. */
abstract class ScriptedNodes {

    static final ObjectRef OBJECT = new ObjectRef("b", "o");

    @TempDir
    Path temp;

    private final List<AutoCloseable> toClose = new ArrayList<>();

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable one : toClose) {
            one.close();
        }
    }

    ScriptedServer server(ScriptedServer.Script script) throws IOException {
        return open(new ScriptedServer(script));
    }

    AisClient client(ScriptedServer server) {
        return open(AisClient.of(server.url()));
    }

    <T extends AutoCloseable> T open(T one) {
        toClose.add(one);
        return one;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
