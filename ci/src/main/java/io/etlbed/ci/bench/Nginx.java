package io.etlbed.ci.bench;

import io.etlbed.cluster.tls.TlsFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * An nginx of two workers with sendfile that serves one folder, and takes files into it by PUT: what the data plane is measured
 * against.
 */
final class Nginx implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(10);

    private final Process process;
    private final int port;
    private final String scheme;

    private Nginx(Process process, int port, String scheme) {
        this.process = process;
        this.port = port;
        this.scheme = scheme;
    }

    /** @param tls empty for plain HTTP */
    static Nginx serve(Path documents, Path work, Optional<TlsFiles> tls) throws IOException, InterruptedException {
        Files.createDirectories(work);
        int port = freePort();
        Path config = work.resolve("nginx.conf");
        Files.writeString(config, """
                %4$s
                daemon off;
                worker_processes 2;
                pid %1$s/nginx.pid;
                error_log stderr error;
                events { worker_connections 1024; }
                http {
                  access_log off;
                  sendfile on;
                  tcp_nopush on;
                  keepalive_requests 100000000;
                  default_type application/octet-stream;
                  client_body_temp_path %1$s/body;
                  proxy_temp_path %1$s/proxy;
                  fastcgi_temp_path %1$s/fastcgi;
                  uwsgi_temp_path %1$s/uwsgi;
                  scgi_temp_path %1$s/scgi;
                  client_max_body_size 0;
                  client_body_buffer_size 128k;
                  server { listen 127.0.0.1:%2$d%5$s; root %3$s; dav_methods PUT; }
                }
                """.formatted(
                        work, port, documents, workerUser(), tls.map(Nginx::ssl).orElse("")));
        Process process = new ProcessBuilder("nginx", "-c", config.toString(), "-p", work.toString())
                .redirectErrorStream(true)
                .redirectOutput(work.resolve("nginx.log").toFile())
                .start();
        Nginx nginx = new Nginx(process, port, tls.isPresent() ? "https" : "http");
        nginx.awaitListening(work);
        return nginx;
    }

    private static String ssl(TlsFiles files) {
        return " ssl; ssl_certificate " + files.certificate() + "; ssl_certificate_key " + files.key();
    }

    URI url(String file) {
        return URI.create(scheme + "://127.0.0.1:" + port + "/" + file);
    }

    /** Nanoseconds of CPU that it and its workers have used. */
    long cpuNanos() {
        return ProcessCpu.nanos(process.toHandle());
    }

    private void awaitListening(Path work) throws IOException, InterruptedException {
        Instant limit = Instant.now().plus(START_LIMIT);
        while (true) {
            try (Socket probe = new Socket()) {
                probe.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
                return;
            } catch (IOException notYet) {
                if (process.waitFor(20, TimeUnit.MILLISECONDS) || Instant.now().isAfter(limit)) {
                    close();
                    throw new IOException("nginx did not start: " + Files.readString(work.resolve("nginx.log")));
                }
            }
        }
    }

    /** Started by root, workers would become somebody who cannot read the folder. */
    private static String workerUser() {
        return "root".equals(System.getProperty("user.name")) ? "user root root;" : "";
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
