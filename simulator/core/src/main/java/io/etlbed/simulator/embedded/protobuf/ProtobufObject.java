package io.etlbed.simulator.embedded.protobuf;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.etlbed.simulator.embedded.schema.KubernetesTypes;
import io.etlbed.simulator.embedded.schema.MessageType;
import java.util.Arrays;

/**
 * An object in the envelope of Kubernetes: four bytes that say so, and a message {@code runtime.Unknown} with the kind and
 * the bytes of the object itself.
 */
public final class ProtobufObject {

    /** The content type. */
    public static final String TYPE = "application/vnd.kubernetes.protobuf";

    private static final byte[] MAGIC = {'k', '8', 's', 0};

    private ProtobufObject() {}

    /**
     * What a body means in JSON. Fields that the types of Kubernetes do not have are refused: they cannot be kept, and
     * would be lost without a word.
     *
     * @throws ProtobufException if it is malformed, or of a kind or with a field that is not known
     */
    public static ObjectNode read(byte[] body) throws ProtobufException {
        if (body.length < MAGIC.length || !Arrays.equals(body, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new ProtobufException(
                    "provided data does not appear to be a protobuf message, expected prefix [107 56 115 0]");
        }
        String apiVersion = "";
        String kind = "";
        Wire raw = new Wire(new byte[0]);
        Wire envelope = new Wire(Arrays.copyOfRange(body, MAGIC.length, body.length));
        while (envelope.next()) {
            if (envelope.type() != Wire.BYTES) {
                throw new ProtobufException("proto: wrong wireType = " + envelope.type() + " for field "
                        + envelope.number() + " of Unknown");
            }
            Wire part = envelope.part();
            switch (envelope.number()) {
                case 1 -> {
                    while (part.next()) {
                        if (part.type() != Wire.BYTES || part.number() > 2) {
                            throw new ProtobufException("proto: TypeMeta has no such field: " + part.number());
                        }
                        String text = part.part().text();
                        if (part.number() == 1) {
                            apiVersion = text;
                        } else {
                            kind = text;
                        }
                    }
                }
                case 2 -> raw = part;
                case 3, 4 -> {
                    String encoding = part.text();
                    if (!encoding.isEmpty() && !encoding.equals(TYPE)) {
                        throw new ProtobufException("the object is encoded as " + encoding + ", which is not known");
                    }
                }
                default -> throw new ProtobufException("proto: Unknown has no such field: " + envelope.number());
            }
        }
        return object(apiVersion, kind, raw);
    }

    private static ObjectNode object(String apiVersion, String kind, Wire raw) throws ProtobufException {
        MessageType type = KubernetesTypes.message(kind).orElse(null);
        // A kind is a message that has a version beside it; parts of kinds have none.
        if (type == null || apiVersion.isEmpty()) {
            throw new ProtobufException(
                    "no kind \"" + kind + "\" is registered for version \"" + apiVersion + "\" to be read as protobuf");
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("apiVersion", apiVersion).put("kind", kind);
        new MessageReader().read(raw, type, object);
        return object;
    }
}
