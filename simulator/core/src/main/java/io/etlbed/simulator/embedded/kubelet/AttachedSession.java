package io.etlbed.simulator.embedded.kubelet;

import io.etlbed.simulator.embedded.api.ContainerSession;
import io.etlbed.simulator.embedded.runtime.RunningContainer;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A client that reads along what a container writes, and may write to it. The container does not end with it. */
final class AttachedSession implements ContainerSession {

    private static final Logger LOG = LoggerFactory.getLogger(AttachedSession.class);

    private final RunningContainer container;
    private final OutputStream stdin;
    private final boolean stdinOnce;
    private final InputStream output;

    /** @param stdinOnce whether the container's input ends with this client's */
    AttachedSession(RunningContainer container, OutputStream stdin, boolean stdinOnce, InputStream output) {
        this.container = container;
        this.stdin = stdin;
        this.stdinOnce = stdinOnce;
        this.output = output;
    }

    @Override
    public OutputStream stdin() {
        return new FilterOutputStream(stdin) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                out.write(bytes, offset, length);
            }

            @Override
            public void close() throws IOException {
                if (stdinOnce) {
                    out.close();
                }
            }
        };
    }

    /** Both streams: a container's log does not tell them apart. */
    @Override
    public InputStream stdout() {
        return output;
    }

    @Override
    public InputStream stderr() {
        return InputStream.nullInputStream();
    }

    /** That the container has failed is not the client's failure. */
    @Override
    public int awaitExit() throws InterruptedException {
        try {
            container.exit().get();
            return 0;
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("it is not known whether the container has ended", impossible);
        }
    }

    @Override
    public void resize(int columns, int rows) {
        container.resize(columns, rows);
    }

    @Override
    public void abandon() {
        try {
            output.close();
            stdin().close();
        } catch (IOException ended) {
            LOG.debug("the container has closed its input: {}", ended.toString());
        }
    }
}
