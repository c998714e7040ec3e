package io.etlbed.simulator.embedded.api;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.server.Request;

/** The connections under requests, for responses that go on. */
final class Connections {

    private Connections() {}

    /** Until it has its answer, a client may leave the connection full, or a body unfinished, for so long at a stretch. */
    static void limitUntilAnswered(HttpServletRequest request, Duration patience) {
        limit(request, patience);
        whenAnswered(request, () -> limit(request, HttpServer.IDLE));
    }

    /** Once the answer is on its way, or the client gone. */
    static void whenAnswered(HttpServletRequest request, Runnable action) {
        Request.addCompletionListener(ServletContextRequest.getServletContextRequest(request), failure -> action.run());
    }

    /** From now on the connection is given up when its client leaves it full for so long. */
    static void limit(HttpServletRequest request, Duration patience) {
        ServletContextRequest.getServletContextRequest(request)
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint()
                .setIdleTimeout(patience.toMillis());
    }
}
