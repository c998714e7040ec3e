package io.etlbed.junit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import io.etlbed.cluster.etl.workload.PodSources;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The server of a runtime image as a process of this machine, on any free port. */
final class PodServer implements AutoCloseable {

    static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static final Pattern LISTENING = Pattern.compile("listening on \\S+ port (\\d+)");

    private final Process process;

    @SuppressWarnings("JdkObsolete") // one thread writes it while others read
    private final StringBuffer log = new StringBuffer();

    private final AtomicInteger port = new AtomicInteger();
    private final Thread reader;

    private PodServer(Process process) {
        this.process = process;
        this.reader = new Thread(this::read, "log of a pod's server");
        reader.start();
    }

    /** The server for a function, which is `transform` of the code. */
    static PodServer function(Path folder, Interpreter python, String code, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path root = lay(folder, code);
        return start(root, python, environment, List.of(python.program().toString(), root + "/server.py"));
    }

    /** The server for programs, with the code in place. */
    static PodServer io(Path folder, Interpreter python, String code, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path root = lay(folder, code);
        return start(root, python, environment, List.of("sh", "-c", "exec \"$0\" \"$@\"", root + "/server"));
    }

    /** The server for programs as one text, in no image of ours. */
    static PodServer runner(Path folder, Interpreter python, Map<String, String> environment, String... program)
            throws IOException, InterruptedException {
        Map<String, String> variables = new HashMap<>(environment);
        variables.put("ETL_IO_RUNNER", PodSources.ioRunner());
        List<String> command = new ArrayList<>(List.of("sh", "-c", "exec python -c \"$ETL_IO_RUNNER\" \"$@\"", "sh"));
        return start(folder, python, variables, command, program);
    }

    private static PodServer start(
            Path root, Interpreter python, Map<String, String> environment, List<String> command, String... program)
            throws IOException, InterruptedException {
        List<String> whole = new ArrayList<>(command);
        whole.addAll(List.of("--listen", "127.0.0.1", "--port", "0", "--code", root.resolve("code") + "", "--"));
        whole.addAll(List.of(program));
        ProcessBuilder builder = new ProcessBuilder(whole).redirectErrorStream(true);
        Map<String, String> variables = builder.environment();
        variables.keySet().removeIf(name -> name.startsWith("PYTHON") || name.startsWith("ETL"));
        variables.put("PATH", python.folder() + ":" + variables.get("PATH"));
        variables.put("PYTHONDONTWRITEBYTECODE", "1");
        variables.putAll(environment);
        return new PodServer(builder.start());
    }

    /** Puts the files of the image into a folder. */
    static Path lay(Path root, String code) throws IOException {
        Path modules = Files.createDirectories(root.resolve("etl"));
        for (Map.Entry<String, String> module : PodSources.modules().entrySet()) {
            Files.writeString(modules.resolve(module.getKey()), module.getValue());
        }
        for (String file : List.of("server.py", "server", "etl/setup")) {
            try (InputStream in = PodServer.class.getResourceAsStream("bundles/runtime/" + file)) {
                Files.write(root.resolve(file), in.readAllBytes());
            }
            Files.setPosixFilePermissions(root.resolve(file), PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Files.writeString(Files.createDirectories(root.resolve("code")).resolve("code.py"), code);
        return root;
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                log.append(line).append('\n');
                Matcher listening = LISTENING.matcher(line);
                if (listening.matches()) {
                    port.set(Integer.parseInt(listening.group(1)));
                }
            }
        } catch (IOException killed) {
            log.append("(the log broke off)\n");
        }
    }

    /** Waits for the server to listen. */
    PodServer ready() {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> port.get() > 0 || !process.isAlive());
        if (port.get() == 0) {
            throw new IllegalStateException("the server has ended: " + log());
        }
        return this;
    }

    String log() {
        return log.toString();
    }

    /** All that it has printed, once it has ended by itself. */
    String lastWords() throws InterruptedException {
        process.waitFor();
        reader.join();
        return log();
    }

    Process process() {
        return process;
    }

    /** The process of which the workers are copies. */
    ProcessHandle template() {
        return process.children().findFirst().orElseThrow();
    }

    List<ProcessHandle> workers() {
        return template().children().toList();
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(60));
    }

    HttpResponse<byte[]> post(String path, byte[] body) throws IOException, InterruptedException {
        return CLIENT.send(request(path).POST(BodyPublishers.ofByteArray(body)).build(), BodyHandlers.ofByteArray());
    }

    /** Status and text of an answer. */
    String say(String path, String body) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = post(path, body.getBytes(UTF_8));
        return answer.statusCode() + " " + new String(answer.body(), UTF_8);
    }

    String get(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = CLIENT.send(request(path).build(), BodyHandlers.ofString());
        return answer.statusCode() + " " + answer.body();
    }

    Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port.get());
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

    /** Its processes that run, by their numbers; those that are only remembered by the kernel count, too. */
    List<Long> processes() {
        return process.descendants().map(ProcessHandle::pid).toList();
    }

    @Override
    public void close() {
        List<ProcessHandle> all = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                all.forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
            reader.join();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
