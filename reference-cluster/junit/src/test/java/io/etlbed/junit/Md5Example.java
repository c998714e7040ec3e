package io.etlbed.junit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.etlbed.cluster.client.AisClient;
import io.etlbed.cluster.client.ObjectBody;
import io.etlbed.cluster.client.ObjectRead;
import io.etlbed.cluster.client.ObjectRef;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.security.MessageDigest;
import java.util.HexFormat;

/** The documents' MD5 example, through a gateway. */
final class Md5Example {

    private Md5Example() {}

    /** All of it, with a bucket and an ETL that are gone afterwards. */
    static void run(URI gateway, String etl) throws Exception {
        init(gateway, etl);
        transform(gateway, etl);
        remove(gateway, etl);
    }

    static void init(URI gateway, String etl) throws Exception {
        try (AisClient client = AisClient.of(gateway)) {
            assertThat(client.etl().init(TransformerSpecs.of(etl, "md5"))).isEqualTo(etl);
        }
    }

    /** Every target has objects of its own, and so a pod of its own to do it. */
    static void transform(URI gateway, String etl) throws Exception {
        try (AisClient client = AisClient.of(gateway)) {
            client.buckets().create(etl);
            for (int each = 0; each < 20; each++) {
                byte[] body = ("object " + each).getBytes(UTF_8);
                ObjectRef object = new ObjectRef(etl, "folder/object-" + each);
                client.objects().put(object, ObjectBody.of(body));
                ByteArrayOutputStream answer = new ByteArrayOutputStream();
                client.objects().get(ObjectRead.of(object).through(etl), answer);
                byte[] md5 = MessageDigest.getInstance("MD5").digest(body);
                assertThat(answer.toString(UTF_8)).isEqualTo(HexFormat.of().formatHex(md5));
            }
            client.buckets().destroy(etl);
        }
    }

    static void remove(URI gateway, String etl) throws Exception {
        try (AisClient client = AisClient.of(gateway)) {
            client.etl().stop(etl);
            client.etl().delete(etl);
        }
    }
}
