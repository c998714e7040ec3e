package io.etlbed.cluster.data;

import io.etlbed.cluster.control.ControlResponse;
import io.netty.buffer.ByteBuf;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** PUT of an object. The loop stops reading while the disk is behind, so that an upload holds little memory. */
// A write or close that fails shows as the end of the channel, which is handled.
@SuppressWarnings("FutureReturnValueIgnored")
final class UploadExchange implements Exchange, UploadPipe.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(UploadExchange.class);

    private final Connection connection;
    private final UploadPipe pipe;
    private boolean opening;
    private boolean over;

    UploadExchange(Connection connection, Upload.Opener opener) {
        this.connection = connection;
        this.pipe = new UploadPipe(
                connection.server().workers(), connection.context().executor(), opener, this);
    }

    void start() {
        if (connection.head().expectsContinue()) {
            open();
        }
    }

    private void open() {
        opening = true;
        pipe.start();
    }

    /** A small object has come in full by now, and is written at one go. */
    @Override
    public void readComplete() {
        if (over) {
            return;
        }
        if (opening) {
            pipe.flush();
        } else {
            open();
        }
    }

    @Override
    public void content(ByteBuf data) {
        if (over) {
            data.release();
            return;
        }
        pipe.content(data);
        if (pipe.full()) {
            connection.pauseReading(true);
        }
    }

    @Override
    public void requestEnd() {
        if (!over) {
            opening = true;
            pipe.complete();
        }
    }

    @Override
    public boolean needsBody() {
        return true;
    }

    @Override
    public void lost() {
        over = true;
        pipe.giveUp();
    }

    @Override
    public void opened() {
        if (!over) {
            connection.welcomeBody();
        }
    }

    @Override
    public void consumed() {
        if (!over && !pipe.full()) {
            connection.pauseReading(false);
        }
    }

    @Override
    public void finished(ControlResponse response) {
        if (!over) {
            over = true;
            connection.answer(response);
        }
    }

    @Override
    public void failed(Exception cause) {
        if (cause instanceof InterruptedException) {
            connection.context().close();
        } else if (over) {
            LOG.debug("an upload that its client gave up failed as well", cause);
        } else {
            over = true;
            connection.pauseReading(false);
            connection.fail(cause);
        }
    }

    @Override
    public long progress() {
        return pipe.pending();
    }

    @Override
    public boolean waitsForClient() {
        return !connection.requestDone() && pipe.pending() == 0;
    }
}
