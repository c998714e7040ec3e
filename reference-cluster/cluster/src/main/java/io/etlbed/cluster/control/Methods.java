package io.etlbed.cluster.control;

import io.etlbed.cluster.wire.AisException;
import io.etlbed.cluster.wire.MethodNotAllowedException;
import java.util.Map;

/** Answers about the methods and paths of a control call. */
public final class Methods {

    private Methods() {}

    /**
     * To OPTIONS: 200. Both it and the 405 name the methods that there are.
     *
     * @throws MethodNotAllowedException for anything else
     */
    public static ControlResponse notAllowed(ControlRequest request, String allowed) {
        return notAllowed(request.method(), allowed);
    }

    /** The same, by the method that was used. */
    public static ControlResponse notAllowed(String method, String allowed) {
        if (method.equals("OPTIONS")) {
            return new ControlResponse(200, Map.of("Allow", allowed), new byte[0]);
        }
        throw new MethodNotAllowedException(method, allowed);
    }

    /** 501 with a sentence. */
    public static AisException notSupported(String what) {
        return new AisException(501, what + " is not supported by this cluster");
    }

    /** 501 with a sentence, and why. */
    public static AisException notSupported(String what, String why) {
        return new AisException(501, what + " is not supported by this cluster: " + why);
    }

    /** @throws AisException 400 where the path has more or fewer segments after {@code /v1} and the first */
    public static void checkItems(ControlRequest request, int least, int most) {
        int items = request.path().size();
        if (items < least) {
            throw new AisException(400, "path is too short: got " + items + " items, but expected " + least);
        }
        if (items > most) {
            throw new AisException(400, "path is too long: got " + items + " items, but expected " + most);
        }
    }
}
