package io.etlbed.junit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One of our transformers' servers as a process of this machine, on any free port. */
final class PythonServer implements AutoCloseable {

    private static final Pattern LISTENING = Pattern.compile("listening on \\S+ port (\\d+) .*");

    private final Process process;
    private final int port;

    private PythonServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static PythonServer start(Path folder, String image, Map<String, String> environment) throws IOException {
        Path script = TransformerImages.unpack(folder).stream()
                .filter(bundle -> bundle.name().equals(image))
                .findFirst()
                .orElseThrow()
                .rootfs()
                .resolve("code/server.py");
        ProcessBuilder builder =
                new ProcessBuilder(script.toString(), "--listen", "127.0.0.1", "--port", "0", "--workers", "2");
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        builder.environment().putAll(environment);
        Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String line = process.inputReader(UTF_8).readLine();
        Matcher listening = LISTENING.matcher(String.valueOf(line));
        if (!listening.matches()) {
            process.destroyForcibly();
            throw new IOException("the server said '" + line + "' in place of where it listens");
        }
        return new PythonServer(process, Integer.parseInt(listening.group(1)));
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(30_000);
        return socket;
    }

    /** Sends bytes as they are and reads what comes until the server closes. */
    String answerTo(String request) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(request.getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    /** The worker processes. */
    List<ProcessHandle> workers() {
        return process.children().toList();
    }

    /** The most memory that any worker ever had, in KiB. */
    long peakMemory() throws IOException {
        long most = 0;
        for (ProcessHandle worker : workers()) {
            for (String line : Files.readAllLines(Path.of("/proc/" + worker.pid() + "/status"))) {
                if (line.startsWith("VmHWM:")) {
                    most = Math.max(most, Long.parseLong(line.replaceAll("\\D", "")));
                }
            }
        }
        return most;
    }

    Process process() {
        return process;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
