package io.etlbed.simulator.docker.engine;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.ExecCreateCmd;
import com.github.dockerjava.api.command.ExecStartCmd;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What goes on in one container. */
public final class Inside {

    private static final int LOOKS = 100;
    private static final int PAUSE_MILLIS = 20;

    private final String address;
    private final DockerClient client;
    private final String container;

    Inside(String address, DockerClient client, String container) {
        this.address = address;
        this.client = client;
        this.container = container;
    }

    /**
     * Runs a program without input until it ends.
     *
     * @throws EngineException if it cannot be started, or has not ended within the limit
     */
    public ExecResult exec(List<String> command, Duration limit) throws InterruptedException {
        Output output = new Output();
        try {
            String id = create(command, false);
            try (ExecStartCmd start = client.execStartCmd(id);
                    Output running = start.exec(output)) {
                if (!running.awaitCompletion(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new IOException("it has not ended after " + limit.toSeconds() + " s");
                }
            }
            return new ExecResult(exitCode(id), output.out.text(), output.errors.text());
        } catch (IOException | RuntimeException e) {
            throw failed(command, output, e);
        }
    }

    /**
     * Runs a program that reads its input, until it ends. The input is sent as it is read from the stream, then its end; the
     * stream is not closed.
     *
     * @throws EngineException if it cannot be started, or has not ended within the limit
     */
    public ExecResult exec(List<String> command, InputStream input, Duration limit) throws InterruptedException {
        Output output = new Output();
        try {
            String id = create(command, true);
            if (AttachedExec.knows(address)) {
                new AttachedExec(address, output.out, output.errors).run(id, input, limit);
            } else {
                // Over TLS the end of the input does not arrive: good for what knows by itself where its input ends.
                try (ExecStartCmd start = client.execStartCmd(id).withStdIn(input);
                        Output running = start.exec(output)) {
                    if (!running.awaitCompletion(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                        throw new IOException("it has not ended after " + limit.toSeconds() + " s");
                    }
                }
            }
            return new ExecResult(exitCode(id), output.out.text(), output.errors.text());
        } catch (IOException | RuntimeException e) {
            throw failed(command, output, e);
        }
    }

    private String create(List<String> command, boolean input) {
        ExecCreateCmd create = client.execCreateCmd(container)
                .withCmd(command.toArray(String[]::new))
                .withAttachStdin(input)
                .withAttachStdout(true)
                .withAttachStderr(true);
        return create.exec().getId();
    }

    private EngineException failed(List<String> command, Output output, Exception cause) {
        String said = output.errors.text().strip();
        return new EngineException(
                "`" + String.join(" ", command) + "` in container " + container + " has failed: " + Words.of(cause)
                        + (said.isEmpty() ? "" : "; it says: " + said),
                cause);
    }

    /** Output ends a little before the engine knows the exit code. */
    private long exitCode(String exec) throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        for (int look = 0; look < LOOKS; look++) {
            Long code = client.inspectExecCmd(exec).exec().getExitCodeLong();
            if (code != null) {
                return code;
            }
            if (never.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                break;
            }
        }
        throw new IllegalStateException("the engine does not tell its exit code");
    }

    /** The end of what the container has written: so many lines, and not much more than 64 KiB. */
    public String log(int lines) throws InterruptedException {
        Output output = new Output();
        try (Output reading = client.logContainerCmd(container)
                .withStdOut(true)
                .withStdErr(true)
                .withTail(lines)
                .exec(output)) {
            if (!reading.awaitCompletion(10, TimeUnit.SECONDS)) {
                return output.out.text() + "(the rest did not come within 10 s)";
            }
            return output.out.text() + output.errors.text();
        } catch (IOException | RuntimeException e) {
            return "(no log: " + Words.of(e) + ")";
        }
    }

    /**
     * The text of a file.
     *
     * @throws EngineException if it is not there, or longer than 1 MiB
     */
    public String read(String path) {
        return new InnerFiles(client, container).read(path);
    }

    private static final class Output extends ResultCallback.Adapter<Frame> {

        private final Tail out = new Tail();
        private final Tail errors = new Tail();

        @Override
        public void onNext(Frame frame) {
            (frame.getStreamType() == StreamType.STDERR ? errors : out).add(frame.getPayload());
        }
    }
}
