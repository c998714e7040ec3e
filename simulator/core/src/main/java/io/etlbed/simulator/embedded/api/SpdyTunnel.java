package io.etlbed.simulator.embedded.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.websocket.api.StatusCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Port-forwarding as kubectl does it: SPDY/3.1 within the messages of a WebSocket. Each connection that kubectl accepts is
 * two streams with the same request id, one for data and one for an error.
 */
final class SpdyTunnel implements SocketSession, SpdyReader.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(SpdyTunnel.class);

    /** Each holds a thread. */
    private static final int MOST_CONNECTIONS = 256;

    private static final int HIGHEST_PORT = 65535;

    private final ChannelSocket socket;
    private final PodPorts pod;
    private final SpdyReader reader = new SpdyReader(this);
    private final SpdyWriter writer = new SpdyWriter();
    private final Map<String, Forwarded> byRequest = new ConcurrentHashMap<>();
    private final Map<Integer, Forwarded> byStream = new ConcurrentHashMap<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private @Nullable Executor threads;

    /** One connection. Its streams are set by the one thread that receives. */
    private static final class Forwarded {
        private final String request;
        private final int port;
        private final PodConnection connection = new PodConnection();
        private int data;
        private int error;

        Forwarded(String request, int port) {
            this.request = request;
            this.port = port;
        }

        boolean isComplete() {
            return data != 0 && error != 0;
        }
    }

    SpdyTunnel(ChannelSocket socket, PodPorts pod) {
        this.socket = socket;
        this.pod = pod;
    }

    @Override
    public void begin(Executor executor) {
        threads = executor;
    }

    @Override
    public void receive(ByteBuffer message) {
        try {
            reader.read(message);
        } catch (ProtocolException garbled) {
            socket.reject(StatusCode.PROTOCOL, String.valueOf(garbled.getMessage()));
            byRequest.values().forEach(each -> each.connection.reset());
        }
    }

    @Override
    public void gone() {
        if (over.compareAndSet(false, true)) {
            socket.disconnect();
            byRequest.values().forEach(each -> each.connection.reset());
        }
    }

    @Override
    public void opened(int stream, Map<String, String> headers) {
        String request = headers.getOrDefault("requestid", "");
        String type = headers.getOrDefault("streamtype", "");
        int port = port(headers.getOrDefault("port", ""));
        boolean known = type.equals("data") || type.equals("error");
        if (request.isEmpty() || !known || port == 0 || stream == 0 || byStream.containsKey(stream)) {
            send(SpdyWriter.reset(stream, SpdyWriter.PROTOCOL_ERROR));
            return;
        }
        if (byRequest.size() >= MOST_CONNECTIONS && !byRequest.containsKey(request)) {
            send(SpdyWriter.reset(stream, SpdyWriter.REFUSED));
            return;
        }
        Forwarded forwarded = byRequest.computeIfAbsent(request, id -> new Forwarded(id, port));
        if (type.equals("data") ? forwarded.data != 0 : forwarded.error != 0) {
            send(SpdyWriter.reset(stream, SpdyWriter.PROTOCOL_ERROR));
            return;
        }
        if (type.equals("data")) {
            forwarded.data = stream;
        } else {
            forwarded.error = stream;
        }
        byStream.put(stream, forwarded);
        send(writer.reply(stream));
        if (forwarded.isComplete()) {
            start(forwarded);
        }
    }

    @Override
    public void data(int stream, ByteBuffer piece) {
        Forwarded forwarded = byStream.get(stream);
        if (forwarded != null && forwarded.isComplete() && stream == forwarded.data) {
            forwarded.connection.write(piece);
        }
    }

    @Override
    public void finished(int stream) {
        Forwarded forwarded = byStream.get(stream);
        if (forwarded != null && forwarded.isComplete() && stream == forwarded.data) {
            forwarded.connection.finish();
        }
    }

    @Override
    public void reset(int stream) {
        Forwarded forwarded = byStream.get(stream);
        if (forwarded != null) {
            forwarded.connection.reset();
            if (!forwarded.isComplete()) {
                remove(forwarded);
            }
        }
    }

    @Override
    public void ping(int id) {
        send(SpdyWriter.ping(id));
    }

    private void start(Forwarded forwarded) {
        try {
            if (threads != null) {
                threads.execute(() -> forward(forwarded));
            }
        } catch (RejectedExecutionException closing) {
            gone();
        }
    }

    private void forward(Forwarded forwarded) {
        try {
            String complaint = "";
            try {
                forwarded.connection.open(pod, forwarded.port);
            } catch (IOException refused) {
                complaint = "error forwarding port " + forwarded.port + " to pod: " + refused.getMessage();
            }
            if (complaint.isEmpty()) {
                forwarded.connection.copy(
                        (bytes, length) -> socket.send(SpdyWriter.data(forwarded.data, bytes, length, false)));
            }
            byte[] said = complaint.getBytes(UTF_8);
            socket.send(SpdyWriter.data(forwarded.error, said, said.length, true));
            socket.send(SpdyWriter.data(forwarded.data, new byte[0], 0, true));
            if (complaint.isEmpty()) {
                forwarded.connection.closeAfterClient();
            }
        } catch (IOException clientGone) {
            LOG.debug("nobody takes what a pod sends: {}", clientGone.toString());
            gone();
        } finally {
            remove(forwarded);
        }
    }

    private void remove(Forwarded forwarded) {
        byRequest.remove(forwarded.request);
        byStream.remove(forwarded.data);
        byStream.remove(forwarded.error);
    }

    private void send(ByteBuffer frame) {
        try {
            socket.send(frame);
        } catch (IOException clientGone) {
            LOG.debug("nobody hears: {}", clientGone.toString());
            gone();
        }
    }

    /** 0 where it is none. */
    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            return port > 0 && port <= HIGHEST_PORT ? port : 0;
        } catch (NumberFormatException none) {
            return 0;
        }
    }
}
