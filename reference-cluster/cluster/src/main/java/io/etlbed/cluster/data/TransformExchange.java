package io.etlbed.cluster.data;

import io.etlbed.cluster.etl.PodAddress;
import io.etlbed.cluster.etl.PushVerb;
import io.etlbed.cluster.wire.AisException;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * An inline transform: the object streams to the pod, or is fetched by it, while the pod's answer streams to the client,
 * both on one event loop, with nothing held but what a socket does not take at the moment.
 *
 * <p>The client gets no byte before the pod has sent the first of its body; until then every failure is a 400 that it can
 * read. Afterwards a failure cuts the answer short in a way that cannot be taken for its end (COMM-09).
 */
final class TransformExchange implements Exchange, PodLane.Waiter, PodConnection.User {

    private final Connection connection;
    private final ObjectFile file;
    private final PodAddress address;
    private final PodCall call;
    private final TransformAnswer answer;

    private String method = "GET";
    private @Nullable PodConnection pod;
    private @Nullable PodRequest request;
    private @Nullable HttpResponse response;
    private @Nullable PodError error;
    private boolean dialling;
    private boolean informational;
    private boolean retried;
    private boolean over;
    private int podSilence;
    private long lastSent;

    /** The claim on the plan's file passes on. */
    TransformExchange(Connection connection, Plan.Transform plan) {
        this.connection = connection;
        this.file = plan.file();
        this.call = plan.call();
        this.address = call.pod();
        this.answer = new TransformAnswer(connection);
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
        connection
                .server()
                .pods()
                .lane(connection.context().channel().eventLoop(), address)
                .acquire(this, fresh);
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
    public void connected(PodConnection ready) {
        pod = ready;
        podSilence = 0;
        ready.serve(this);
        try {
            PodRequest sending = new PodRequest(method, call, file);
            request = sending;
            ChannelFuture sent = sending.send(ready, connection.context().alloc());
            sent.addListener(future -> sending.ended(future.isSuccess()));
        } catch (IOException e) {
            fail("cannot read the object: " + e.getMessage());
        }
    }

    @Override
    public void podRead(PodConnection from, Object message) {
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

    private void head(PodConnection from, HttpResponse head) {
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
            error = new PodError(status, method);
        } else {
            response = head;
            if (call instanceof PodCall.Push push) {
                push.verb().accepted(method);
            }
            answer.begin(HttpUtil.isTransferEncodingChunked(head) ? -1 : HttpUtil.getContentLength(head, -1L));
        }
    }

    /** Whether this says that the container takes no POST; once POST is settled it is an error as any other. */
    private boolean methodRefused(PushVerb verb, int status) {
        return method.equals("POST")
                && (status == 404 || status == 405 || status == 501)
                && (!verb.settled() || verb.method().equals("PUT"));
    }

    private void body(PodConnection from, HttpContent content) {
        boolean last = content instanceof LastHttpContent;
        if (informational) {
            informational = !last;
            content.release();
        } else if (content.decoderResult().isFailure()) {
            content.release();
            fail("the pod's answer is broken after " + answer.bytes() + " bytes: "
                    + content.decoderResult().cause().getMessage());
        } else if (error != null) {
            error.add(content.content());
            content.release();
            if (last || error.full()) {
                fail(error.text());
            }
        } else {
            answer.body(content.content());
            if (last) {
                succeed(from);
            }
        }
    }

    private void succeed(PodConnection from) {
        over = true;
        HttpResponse head = response;
        if (request != null && request.sent() && head != null && HttpUtil.isKeepAlive(head)) {
            from.release();
        } else {
            from.close();
        }
        call.traffic().transformed(file.size(), answer.bytes());
        file.release();
        answer.end();
    }

    @Override
    public void podReadComplete(PodConnection from) {
        if (!over && from == pod) {
            from.reading(answer.flush());
        }
    }

    @Override
    public void writabilityChanged() {
        if (!over && pod != null && connection.context().channel().isWritable()) {
            pod.reading(true);
        }
    }

    @Override
    public void podClosed(PodConnection from, @Nullable Throwable cause) {
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
                            : "the pod closed the connection after " + answer.bytes() + " bytes of its answer" + how);
        }
    }

    private void fail(String reason) {
        over = true;
        if (pod != null) {
            pod.close();
        }
        file.release();
        if (answer.begun()) {
            connection.abort();
        } else {
            connection.fail(new AisException(
                    400,
                    "[" + connection.server().node() + ",uuid=\"" + call.etlId() + "\",pod=\"" + address.podName()
                            + "\"] " + reason));
        }
    }

    @Override
    public void lost() {
        if (!over) {
            over = true;
            if (pod != null) {
                pod.close();
            }
            file.release();
        }
    }

    @Override
    public void tick() {
        long sent = request == null ? 0 : request.progress();
        boolean podsTurn = connection.context().channel().isWritable();
        podSilence = podsTurn && sent == lastSent ? podSilence + 1 : 0;
        lastSent = sent;
        ServerLimits limits = connection.server().limits();
        if (pod == null && dialling && podSilence > Patience.seconds(limits.podConnectTime()) && !over) {
            fail("no connection to the pod at " + address.host() + ":" + address.port() + " within "
                    + limits.podConnectTime().toSeconds() + " s");
        } else if (podSilence > Patience.seconds(limits.podIdleTime()) && !over) {
            fail("the pod neither took nor sent a byte for "
                    + limits.podIdleTime().toSeconds() + " s");
        }
    }
}
