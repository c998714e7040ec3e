package io.etlbed.cluster.data;

import io.etlbed.cluster.control.ControlResponse;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sends an object, or a range of it. Small ones go out with their head in one packet, others by sendfile, where nothing has to be encrypted. */
// A write or close that fails shows as the end of the channel, which is handled.
@SuppressWarnings("FutureReturnValueIgnored")
final class SendExchange implements Exchange {

    private static final byte[] ACCEPT_RANGES = ResponseHead.ascii("Accept-Ranges: bytes\r\n");
    private static final byte[] CONTENT_RANGE = ResponseHead.ascii("Content-Range: ");

    /** Up to here a copy costs less than another system call and another packet. */
    private static final int SMALL = 16 << 10;

    private final Connection connection;
    private final ObjectFile file;
    private @Nullable FileSlice slice;

    /** The claim on {@code file} passes on. */
    SendExchange(Connection connection, ObjectFile file) {
        this.connection = connection;
        this.file = file;
    }

    void start() {
        try {
            Optional<ByteRange> range =
                    connection.head().header("range").flatMap(text -> ByteRange.parse(text, file.size()));
            if (range.isPresent()) {
                ByteBuf out = begin(206).writeBytes(ACCEPT_RANGES).writeBytes(CONTENT_RANGE);
                out.writeBytes(ResponseHead.ascii(range.get().contentRange(file.size()) + "\r\n"));
                send(out, range.get().first(), range.get().length());
            } else {
                send(begin(200), 0, file.size());
            }
        } catch (ByteRange.Unsatisfiable e) {
            file.release();
            outside(e);
        }
    }

    private ByteBuf begin(int status) {
        int room = 256 + file.headers().length + (file.size() <= SMALL ? (int) file.size() : 0);
        connection.closeUnlessDrainable();
        ByteBuf out = ResponseHead.begin(
                        connection.context().alloc(), status, connection.head(), connection.keepAlive(), room)
                .writeBytes(file.headers());
        return connection.head().isHead() ? out.writeBytes(file.details()) : out;
    }

    private void send(ByteBuf out, long first, long length) {
        ResponseHead.end(ResponseHead.length(out, length));
        if (length == 0 || connection.head().isHead()) {
            file.release();
            connection.writeLast(out);
        } else if (length <= SMALL) {
            sendSmall(out, first, (int) length);
        } else {
            connection.context().write(out);
            FileSlice region = new FileSlice(file, first, length);
            slice = region;
            connection.writeLastOf(this, region);
        }
    }

    private void sendSmall(ByteBuf out, long first, int length) {
        try {
            int wanted = length;
            while (wanted > 0) {
                int read = out.writeBytes(file.channel(), first + length - wanted, wanted);
                if (read <= 0) {
                    throw new IOException("the object's file was cut short");
                }
                wanted -= read;
            }
        } catch (IOException e) {
            out.release();
            connection.fail(e);
            return;
        } finally {
            file.release();
        }
        connection.writeLast(out);
    }

    private void outside(ByteRange.Unsatisfiable e) {
        ControlResponse error = Errors.response(connection.server().node(), connection.head(), e);
        Map<String, String> headers = new HashMap<>(error.headers());
        headers.put("Content-Range", "bytes */" + e.size());
        connection.answer(new ControlResponse(error.status(), headers, error.body()));
    }

    @Override
    public long progress() {
        return slice == null ? 0 : slice.transferred();
    }

    @Override
    public boolean waitsForClient() {
        return true;
    }
}
