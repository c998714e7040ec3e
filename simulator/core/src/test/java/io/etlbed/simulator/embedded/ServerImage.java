package io.etlbed.simulator.embedded;

import io.etlbed.simulator.Bundle;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A Python server as an image, and pods of it. */
final class ServerImage {

    private static final String SERVER = """
            import http.server, socket
            class Handler(http.server.BaseHTTPRequestHandler):
                protocol_version = 'HTTP/1.1'
                def do_GET(self):
                    said = self.path
                    if '?' in self.path:
                        port = int(self.path.split('?')[1])
                        with socket.create_connection(('127.0.0.1', port)) as call:
                            said = call.makefile().read()
                    body = ('%s %s' % (socket.gethostname(), said)).encode()
                    self.send_response(200)
                    self.send_header('Content-Length', str(len(body)))
                    self.end_headers()
                    self.wfile.write(body)
            http.server.ThreadingHTTPServer(('', 80), Handler).serve_forever()
            """;

    private ServerImage() {}

    static Bundle in(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("app"));
        Files.writeString(folder.resolve("app/server.py"), SERVER);
        return new Bundle(
                "test/server", folder, List.of("python3"), List.of("/app/server.py"), Map.of(), Set.of("python3"));
    }

    static Pod pod(String name) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("default")
                .addToLabels("app", name)
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("server")
                .withImage("docker.io/test/server:latest")
                .addNewPort()
                .withName("default")
                .withContainerPort(80)
                .endPort()
                .withNewReadinessProbe()
                .withNewHttpGet()
                .withPath("/health")
                .withNewPort("default")
                .endHttpGet()
                .endReadinessProbe()
                .endContainer()
                .endSpec()
                .build();
    }
}
