package io.etlbed.cluster.data;

import io.etlbed.cluster.etl.PodAddress;
import io.etlbed.cluster.etl.PushVerb;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A transform: the object streams to the pod, or is fetched by it, while the pod's answer streams to where it is to go, both on
 * one event loop, with nothing held but what a socket does not take at the moment.
 */
final class Transform implements PeerLane.Waiter, PeerConnection.User {

    private final ServerContext server;
    private final EventLoop loop;
    private final ByteBufAllocator allocator;
    private final ObjectFile file;
    private final PodAddress address;
    private final PodCall call;
    private final TransformSink sink;

    private String method = "GET";
    private @Nullable PeerConnection pod;
    private @Nullable PodRequest request;
    private @Nullable HttpResponse response;
    private @Nullable PeerError error;
    private boolean dialling;
    private boolean informational;
    private boolean retried;
    private boolean over;
    private int podSilence;
    private long lastSent;

    /**
     * @param loop on which everything happens
     * @param file the claim on it passes on
     * @param sink is told on the loop
     */
    Transform(
            ServerContext server,
            EventLoop loop,
            ByteBufAllocator allocator,
            ObjectFile file,
            PodCall call,
            TransformSink sink) {
        this.server = server;
        this.loop = loop;
        this.allocator = allocator;
        this.file = file;
        this.call = call;
        this.address = call.pod();
        this.sink = sink;
    }

    void start() {
        begin(nextMethod(), false);
    }

    private String nextMethod() {
        return call instanceof PodCall.Push push ? push.verb().method() : "GET";
    }

    private void begin(String how, boolean fresh) {
        method = how;
        pod = null;
        request = null;
        response = null;
        dialling = false;
        podSilence = 0;
        server.pods().lane(loop, Peer.of(address)).acquire(this, fresh);
    }

    @Override
    public boolean gone() {
        return over;
    }

    @Override
    public void dialling() {
        dialling = true;
        podSilence = 0;
    }

    @Override
    public void refused(Exception cause) {
        if (!over) {
            fail("cannot connect to the pod at " + address.host() + ":" + address.port() + ": " + cause.getMessage());
        }
    }

    @Override
    public void connected(PeerConnection ready) {
        pod = ready;
        podSilence = 0;
        ready.serve(this);
        try {
            PodRequest sending = new PodRequest(method, call, file);
            request = sending;
            ChannelFuture sent = sending.send(ready, allocator);
            sent.addListener(future -> sending.ended(future.isSuccess()));
        } catch (IOException e) {
            fail("cannot read the object: " + e.getMessage());
        }
    }

    @Override
    public void peerRead(PeerConnection from, Object message) {
        if (over || from != pod) {
            ReferenceCountUtil.release(message);
            return;
        }
        podSilence = 0;
        if (message instanceof HttpResponse head) {
            head(from, head);
        }
        if (message instanceof HttpContent content) {
            if (over || from != pod) {
                content.release();
            } else {
                body(from, content);
            }
        }
    }

    private void head(PeerConnection from, HttpResponse head) {
        int status = head.status().code();
        if (head.decoderResult().isFailure()) {
            fail("the pod's answer is not HTTP: " + head.decoderResult().cause().getMessage());
        } else if (status < 200) {
            informational = true;
        } else if (call instanceof PodCall.Push push && methodRefused(push.verb(), status)) {
            push.verb().postRefused();
            from.close();
            begin("PUT", true);
        } else if (status >= 300) {
            response = head;
            error = new PeerError("the pod", status, method);
        } else {
            response = head;
            if (call instanceof PodCall.Push push) {
                push.verb().accepted(method);
            }
            sink.begin(HttpUtil.isTransferEncodingChunked(head) ? -1 : HttpUtil.getContentLength(head, -1L));
        }
    }

    /** Whether this says that the container takes no POST; once POST is settled it is an error as any other. */
    private boolean methodRefused(PushVerb verb, int status) {
        return method.equals("POST")
                && (status == 404 || status == 405 || status == 501)
                && (!verb.settled() || verb.method().equals("PUT"));
    }

    private void body(PeerConnection from, HttpContent content) {
        boolean last = content instanceof LastHttpContent;
        if (informational) {
            informational = !last;
            content.release();
        } else if (content.decoderResult().isFailure()) {
            content.release();
            fail("the pod's answer is broken after " + sink.bytes() + " bytes: "
                    + content.decoderResult().cause().getMessage());
        } else if (error != null) {
            error.add(content.content());
            content.release();
            if (last || error.full()) {
                fail(error.text());
            }
        } else {
            sink.body(content.content());
            if (last) {
                succeed(from);
            }
        }
    }

    private void succeed(PeerConnection from) {
        over = true;
        HttpResponse head = response;
        if (request != null && request.sent() && head != null && HttpUtil.isKeepAlive(head)) {
            from.release();
        } else {
            from.close();
        }
        call.traffic().transformed(file.size(), sink.bytes());
        file.release();
        sink.end();
    }

    @Override
    public void peerReadComplete(PeerConnection from) {
        if (!over && from == pod) {
            from.reading(sink.flush());
        }
    }

    /** The sink takes more again, or no more for now. */
    void sinkChanged() {
        if (!over && pod != null && sink.ready()) {
            pod.reading(true);
        }
    }

    @Override
    public void peerClosed(PeerConnection from, @Nullable Throwable cause) {
        if (over || from != pod) {
            return;
        }
        boolean silent = response == null;
        if (silent && from.reused() && !retried) {
            // It had idled for too long, and the pod has closed it meanwhile.
            retried = true;
            begin(nextMethod(), true);
        } else if (silent
                && call instanceof PodCall.Push push
                && method.equals("POST")
                && !push.verb().settled()) {
            // A server that refuses the method may close so early that its answer is lost.
            begin("PUT", true);
        } else {
            String how = cause == null ? "" : " (" + cause.getMessage() + ")";
            fail(
                    silent
                            ? "the pod closed the connection before it answered " + method + how
                            : "the pod closed the connection after " + sink.bytes() + " bytes of its answer" + how);
        }
    }

    private void fail(String reason) {
        over = true;
        if (pod != null) {
            pod.close();
        }
        file.release();
        call.traffic().failed();
        sink.fail(
                "[" + server.node() + ",uuid=\"" + call.etlId() + "\",pod=\"" + address.podName() + "\",object=\""
                        + call.object() + "\"] " + reason,
                error != null);
    }

    /** Nobody wants the answer any more. */
    void cancel() {
        if (!over) {
            over = true;
            if (pod != null) {
                pod.close();
            }
            file.release();
        }
    }

    /** A second has gone by. */
    void tick() {
        long sent = request == null ? 0 : request.progress();
        boolean podsTurn = sink.ready();
        podSilence = podsTurn && sent == lastSent ? podSilence + 1 : 0;
        lastSent = sent;
        ServerLimits limits = server.limits();
        if (pod == null && dialling && podSilence > Patience.seconds(limits.podConnectTime()) && !over) {
            fail("no connection to the pod at " + address.host() + ":" + address.port() + " within "
                    + limits.podConnectTime().toSeconds() + " s");
        } else if (podSilence > Patience.seconds(limits.podIdleTime()) && !over) {
            fail("the pod neither took nor sent a byte for "
                    + limits.podIdleTime().toSeconds() + " s");
        }
    }
}
