package io.etlbed.cluster.data;

import io.etlbed.cluster.etl.PodAddress;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelFuture;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** One object on its way to a pod. */
final class PushRequest {

    /** Up to here head and object go in one packet. */
    private static final int SMALL = 16 << 10;

    private final String method;
    private final PodAddress pod;
    private final ObjectFile file;
    private @Nullable FileSlice slice;
    private boolean sent;

    PushRequest(String method, PodAddress pod, ObjectFile file) {
        this.method = method;
        this.pod = pod;
        this.file = file;
    }

    ChannelFuture send(PodConnection connection, ByteBufAllocator allocator) throws IOException {
        byte[] head = ResponseHead.ascii(method + " / HTTP/1.1\r\nHost: " + pod.host() + ":" + pod.port()
                + "\r\nContent-Type: application/octet-stream\r\nContent-Length: " + file.size() + "\r\n\r\n");
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
