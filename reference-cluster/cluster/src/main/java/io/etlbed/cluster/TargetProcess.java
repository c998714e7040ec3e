package io.etlbed.cluster;

import io.etlbed.cluster.etl.EtlTarget;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A target that runs as a process of its own, as {@link TargetMain}. It ends with this JVM, however that ends. */
final class TargetProcess implements OwnedNode {

    private static final Logger LOG = LoggerFactory.getLogger(TargetProcess.class);
    private static final long START_SECONDS = TargetMain.PATIENCE.toSeconds() * 2;
    private static final long STOP_SECONDS = 60;

    private final NodePlace place;
    private final IntFunction<URI> address;
    private final Orders orders;
    private final List<String> jvmOptions;
    private final Map<String, String> environment;
    private Optional<Process> running = Optional.empty();
    private Optional<URI> url = Optional.empty();
    private int port;

    /** Says what a process is to be. */
    interface Orders {
        TargetOrder of(NodePlace place);
    }

    /**
     * @param address where it is reached, by its port
     * @param environment by which it finds its Kubernetes node (LIFE-03)
     */
    TargetProcess(
            NodePlace place,
            IntFunction<URI> address,
            Orders orders,
            List<String> jvmOptions,
            Map<String, String> environment) {
        this.place = place;
        this.port = place.port();
        this.address = address;
        this.orders = orders;
        this.jvmOptions = jvmOptions;
        this.environment = environment;
    }

    /** Starts the process; it comes up by itself. */
    synchronized void launch() throws IOException {
        Process process = command().start();
        running = Optional.of(process);
        TargetOrder order = orders.of(new NodePlace(place.id(), place.folder(), place.clusterId(), port));
        tell(process, order.line());
    }

    /** @throws IOException with the reason why it has not come up; the process is gone then */
    synchronized void awaitJoined() throws IOException, InterruptedException {
        Process process = running.orElseThrow();
        BufferedReader answers =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        try {
            String answer = CompletableFuture.supplyAsync(() -> line(answers)).get(START_SECONDS, TimeUnit.SECONDS);
            if (answer.startsWith(TargetMain.JOINED)) {
                port = Integer.parseInt(answer.substring(TargetMain.JOINED.length()));
                url = Optional.of(address.apply(port));
                return;
            }
            throw new IOException(
                    answer.startsWith(TargetMain.FAILED)
                            ? answer.substring(TargetMain.FAILED.length())
                            : "its process has ended; see what it has logged");
        } catch (TimeoutException e) {
            throw abandoned("it is not there after " + START_SECONDS + " s", e);
        } catch (ExecutionException | IOException e) {
            throw abandoned(e.getMessage(), e);
        } catch (InterruptedException e) {
            kill();
            throw e;
        }
    }

    private static String line(BufferedReader answers) {
        try {
            return Optional.ofNullable(answers.readLine()).orElse("");
        } catch (IOException e) {
            return "";
        }
    }

    private IOException abandoned(String reason, Exception cause) {
        kill();
        return new IOException("target " + place.id() + " cannot be started: " + reason, cause);
    }

    private void kill() {
        running.ifPresent(Process::destroyForcibly);
        running = Optional.empty();
    }

    private ProcessBuilder command() {
        List<String> words = new ArrayList<>();
        words.add(OwnJava.program());
        words.add("-XX:-UsePerfData");
        words.add("-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"));
        words.addAll(jvmOptions);
        words.addAll(List.of("-cp", OwnJava.classPath(), TargetMain.class.getName()));
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(new File(System.getProperty("user.dir")))
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        Map<String, String> own = builder.environment();
        own.keySet().removeAll(EtlTarget.VARIABLES);
        own.putAll(environment);
        // Options for this JVM, such as an agent, are not meant for that one.
        own.keySet().removeIf(name -> name.endsWith("JAVA_OPTIONS") || name.equals("JAVA_TOOL_OPTIONS"));
        return builder;
    }

    @Override
    public String id() {
        return place.id();
    }

    @Override
    public synchronized URI url() {
        return url.orElseThrow(() -> new IllegalStateException(place.id() + " has never been started"));
    }

    @Override
    public synchronized boolean isRunning() {
        return running.filter(Process::isAlive).isPresent();
    }

    @Override
    public synchronized OptionalLong pid() {
        return isRunning() ? OptionalLong.of(running.orElseThrow().pid()) : OptionalLong.empty();
    }

    @Override
    public void stop() {
        close();
    }

    @Override
    public void start() throws IOException, InterruptedException {
        if (!isRunning()) {
            launch();
            awaitJoined();
        }
    }

    @Override
    public synchronized void close() {
        Optional<Process> last = running;
        running = Optional.empty();
        last.ifPresent(this::end);
    }

    private void end(Process process) {
        try {
            tell(process, TargetMain.STOP);
        } catch (IOException e) {
            LOG.debug("target {} is gone already", place.id(), e);
        }
        try {
            if (process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
            LOG.warn("target {} does not end; its process is killed", place.id());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }

    private static void tell(Process process, String line) throws IOException {
        OutputStream input = process.getOutputStream();
        input.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        input.flush();
    }
}
