package io.etlbed.junit;

import static io.etlbed.junit.assertj.EtlAssertions.assertThat;
import static io.etlbed.junit.transformer.Transformer.command;
import static io.etlbed.junit.transformer.Transformer.image;
import static io.etlbed.junit.transformer.Transformer.server;
import static io.etlbed.junit.transformer.Transformer.transformer;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.etlbed.cluster.client.ObjectBody;
import io.etlbed.cluster.wire.AisException;
import io.etlbed.junit.condition.Requires;
import io.etlbed.simulator.SimulatorException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever transforms, in any language, as an ETL whose pods are processes. */
@EtlTest(targets = 1)
@Requires(python = "any", isolation = true)
class TransformersIT {

    private static final String UPPER_SERVER = """
            import os
            from http.server import BaseHTTPRequestHandler, HTTPServer

            class Upper(BaseHTTPRequestHandler):
                def do_GET(self):
                    self.reply(b'ready')

                def do_POST(self):
                    print('asked to shout', flush=True)
                    self.reply(self.rfile.read(int(self.headers['Content-Length'])).upper())

                def reply(self, body):
                    self.send_response(200)
                    self.send_header('Content-Length', str(len(body)))
                    self.end_headers()
                    self.wfile.write(body)

            HTTPServer(('', int(os.environ['PORT'])), Upper).serve_forever()
            """;

    @TempDir
    Path folder;

    @Test
    void a_folder_with_code(EtlCluster cluster) throws Exception {
        Files.writeString(folder.resolve("code.py"), """
                def transform(input_bytes):
                    return input_bytes[::-1]
                """);
        Files.writeString(folder.resolve("object.txt"), "stressed");
        Etl etl = cluster.init(transformer(folder));
        assertThat(etl.transform(folder.resolve("object.txt")))
                .hasText("desserts")
                .hasSize(8);
    }

    @Test
    void a_folder_with_a_server_in_python(EtlCluster cluster) throws Exception {
        Files.writeString(folder.resolve("server.py"), UPPER_SERVER);
        Etl etl = cluster.init(transformer(folder));
        assertThat(etl.transform("meow")).hasText("MEOW");
        assertThat(etl).hasLogContaining("asked to shout");
    }

    @Test
    void a_folder_with_a_dockerfile_and_the_specification_beside_it(EtlCluster cluster) throws Exception {
        Files.writeString(folder.resolve("server.py"), UPPER_SERVER);
        Files.writeString(folder.resolve("Dockerfile"), """
                FROM python:3-slim
                # as most of them
                WORKDIR /app
                COPY server.py ./serve.py
                ENV GREETING="a b" \\
                    PORT=8123
                CMD ["python", "serve.py"]
                """);
        Files.writeString(folder.resolve("pod.yaml"), """
                apiVersion: v1
                kind: Pod
                metadata:
                  name: shout
                spec:
                  containers:
                    - name: server
                      image: acme/shout:latest  # of the folder
                      ports:
                        - name: default
                          containerPort: 8123
                      readinessProbe:
                        httpGet:
                          path: /health
                          port: default
                """);
        assertThat(cluster.init(transformer(folder)).transform("meow")).hasText("MEOW");

        Files.delete(folder.resolve("pod.yaml"));
        assertThat(cluster.init(transformer(folder).port(8123)).transform("purr"))
                .hasText("PURR");
    }

    @Test
    void a_folder_with_a_specification(@EtlFrom("../../playbooks/md5") Etl md5) {
        assertThat(md5.transform("meow")).hasText("4a4be40c96ac6314e91d93f38043a634");
    }

    @Test
    void an_image_that_the_nodes_know_by_each_mechanism(EtlCluster cluster) {
        for (String mechanism : new String[] {"hpush://", "hpull://", "hrev://"}) {
            Etl etl = cluster.init(image("aistore/transformer_md5").port(80).by(mechanism));
            assertThat(etl.transform("meow")).hasText("4a4be40c96ac6314e91d93f38043a634");
        }
    }

    @Test
    void a_command_from_standard_input_to_standard_output(EtlCluster cluster) throws Exception {
        assertThat(cluster.init(command("tr", "a-z", "A-Z")).transform("meow")).hasText("MEOW");

        Path program = Files.writeString(folder.resolve("transform"), """
                #!/bin/sh
                if [ -n "$REFUSE" ]; then echo "not today" >&2; exit 3; fi
                sed -f rules.sed
                """);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(folder.resolve("rules.sed"), "s/cat/dog/g");
        assertThat(cluster.init(transformer(folder)).transform("cat and cat")).hasText("dog and dog");
        Etl refusing = cluster.init(command("./transform").in(folder).variable("REFUSE", "yes \"really\""));
        assertThat(refusing.transform("cat")).fails().hasStatus(400).hasErrorContaining("not today");
    }

    @Test
    @Requires(tools = "node")
    void a_server_in_another_language(EtlCluster cluster) throws Exception {
        Files.writeString(folder.resolve("server.js"), """
                require('http').createServer((request, answer) => {
                  if (request.method === 'GET') return answer.end('ready');
                  let length = 0;
                  request.on('data', piece => length += piece.length);
                  request.on('end', () => answer.end(JSON.stringify({length, url: request.url})));
                }).listen(process.env.PORT);
                """);
        Etl etl = cluster.init(server("node", "server.js").in(folder).port(9000));
        assertThat(etl.transform(new byte[100_000])).isJson().hasValue("/length", 100_000);
    }

    @Test
    void a_server_that_runs_already_gets_what_is_posted_while_it_answers(EtlCluster cluster) throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        HttpServer running = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        running.setExecutor(threads);
        running.createContext("/echo", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (InputStream in = exchange.getRequestBody();
                    OutputStream out = exchange.getResponseBody()) {
                in.transferTo(out);
            }
        });
        running.start();
        try {
            String address = "127.0.0.1:" + running.getAddress().getPort();
            Etl etl = cluster.init(transformer("http://" + address + "/echo"));
            long size = 48L << 20;
            Noise noise = new Noise(size);
            assertThat(etl.transform("noise", ObjectBody.of(noise, size))).hasSize(size);
            Etl wrong = cluster.init(transformer(address));
            assertThat(wrong.transform("x")).hasStatus(400).hasErrorContaining("404");
            assertThatThrownBy(() -> transformer(address).by("hpull://"))
                    .hasMessageContaining("takes no communication: that is for what knows of its target");
        } finally {
            running.stop(0);
            threads.shutdownNow();
        }
    }

    @Test
    void what_does_not_become_an_etl_says_why(EtlCluster cluster) throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        assertThatThrownBy(() -> cluster.init(transformer("127.0.0.1:" + free)))
                .isInstanceOf(SimulatorException.class)
                .hasMessageContaining("no transformer answers at 127.0.0.1:" + free)
                .hasMessageContaining("it must run before it becomes an ETL");

        Files.writeString(folder.resolve("server.sh"), "echo out of order >&2; exit 7");
        assertThatThrownBy(() -> cluster.init(transformer(folder)))
                .isInstanceOf(AisException.class)
                .hasMessageContaining("7");

        Files.delete(folder.resolve("server.sh"));
        Files.writeString(folder.resolve("notes.txt"), "x");
        assertThatThrownBy(() -> transformer(folder))
                .hasMessageContaining("It has notes.txt; known are a Dockerfile, a Pod specification (spec.yaml)");
        Files.createSymbolicLink(folder.resolve("secret"), Path.of("/etc/passwd"));
        assertThatThrownBy(() -> cluster.init(command("cat").in(folder)))
                .hasMessageContaining("secret is no file of the folder");
        assertThatThrownBy(() -> command("cat").runtime("python3"))
                .hasMessage("cat takes no runtime: that is for code in Python");
    }
}
