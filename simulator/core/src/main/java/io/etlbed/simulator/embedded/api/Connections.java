package io.etlbed.simulator.embedded.api;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;

/** The connections under requests, for responses that go on. */
final class Connections {

    private Connections() {}

    /** From now on the connection is given up when its client leaves it full for so long. */
    static void limit(HttpServletRequest request, Duration patience) {
        ServletContextRequest.getServletContextRequest(request)
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint()
                .setIdleTimeout(patience.toMillis());
    }
}
