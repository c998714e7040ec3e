package io.etlbed.cluster.data;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelFuture;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A request on its way to a pod, with or without the object. */
final class PodRequest {

    /** Up to here head and object go in one packet. */
    private static final int SMALL = 16 << 10;

    private final String method;
    private final PodCall call;
    private final ObjectFile file;
    private @Nullable FileSlice slice;
    private boolean sent;

    PodRequest(String method, PodCall call, ObjectFile file) {
        this.method = method;
        this.call = call;
        this.file = file;
    }

    ChannelFuture send(PeerConnection connection, ByteBufAllocator allocator) throws IOException {
        String start = method + " " + call.target() + " HTTP/1.1\r\nHost: "
                + call.pod().host() + ":" + call.pod().port() + "\r\n";
        if (call instanceof PodCall.Fetch) {
            byte[] head = ResponseHead.ascii(start + "\r\n");
            return connection.send(allocator.ioBuffer(head.length).writeBytes(head), null);
        }
        byte[] head = ResponseHead.ascii(
                start + "Content-Type: application/octet-stream\r\nContent-Length: " + file.size() + "\r\n\r\n");
        boolean small = file.size() <= SMALL;
        ByteBuf out = allocator
                .ioBuffer(head.length + (small ? (int) file.size() : 0))
                .writeBytes(head);
        if (small) {
            append(out, (int) file.size());
            return connection.send(out, null);
        }
        file.retain();
        FileSlice body = new FileSlice(file, 0, file.size());
        slice = body;
        return connection.send(out, body);
    }

    private void append(ByteBuf out, int size) throws IOException {
        int done = 0;
        while (done < size) {
            int read = out.writeBytes(file.channel(), done, size - done);
            if (read <= 0) {
                out.release();
                throw new IOException("the object's file was cut short at " + done + " bytes");
            }
            done += read;
        }
    }

    void ended(boolean success) {
        sent = success;
    }

    /** Whether all of it has gone. */
    boolean sent() {
        return sent;
    }

    /** Bytes that have gone, where they are many. */
    long progress() {
        return slice == null ? 0 : slice.transferred();
    }
}
