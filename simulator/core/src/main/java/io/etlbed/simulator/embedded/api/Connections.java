package io.etlbed.simulator.embedded.api;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;

/** The connections under requests, for responses that go on. */
final class Connections {

    private Connections() {}

    /**
     * The connection that a request came by.
     *
     * @param patience from now on it is given up when its client leaves it full for so long
     */
    static EndPoint of(HttpServletRequest request, Duration patience) {
        EndPoint connection = ServletContextRequest.getServletContextRequest(request)
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint();
        connection.setIdleTimeout(patience.toMillis());
        return connection;
    }
}
