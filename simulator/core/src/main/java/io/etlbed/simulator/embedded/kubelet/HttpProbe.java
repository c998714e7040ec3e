package io.etlbed.simulator.embedded.kubelet;

import io.etlbed.simulator.PodNetwork;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Optional;

/** A GET to the container. Any answer from 200 to 399 is a success. */
record HttpProbe(HttpGet get) implements ContainerCheck {

    static final String AGENT = "kube-probe/1.33";

    @Override
    public Optional<String> complaint(PodNetwork network) {
        try {
            int status = get.send(network);
            return status >= 200 && status < 400
                    ? Optional.empty()
                    : Optional.of("HTTP probe failed with statuscode: " + status);
        } catch (SocketTimeoutException late) {
            return Optional.of("Get \"" + get.url()
                    + "\": context deadline exceeded (Client.Timeout exceeded while awaiting headers)");
        } catch (IOException failure) {
            return Optional.of("Get \"" + get.url() + "\": " + failure.getMessage());
        }
    }
}
