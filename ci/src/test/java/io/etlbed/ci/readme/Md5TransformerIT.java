package io.etlbed.ci.readme;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.etlbed.cluster.client.AisClient;
import io.etlbed.cluster.client.EtlInit;
import io.etlbed.cluster.client.ObjectBody;
import io.etlbed.cluster.client.ObjectRead;
import io.etlbed.cluster.client.ObjectRef;
import io.etlbed.junit.EtlCluster;
import io.etlbed.junit.EtlTest;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

@EtlTest
class Md5TransformerIT {

    @Test
    void answersWithTheMd5OfTheObject(EtlCluster cluster) throws Exception {
        try (AisClient ais = AisClient.of(cluster.url())) {
            ObjectRef object = new ObjectRef("sounds", "cat.txt");
            ais.buckets().create("sounds");
            ais.objects().put(object, ObjectBody.of("meow".getBytes(UTF_8)));
            ais.etl().init(EtlInit.spec("etl-md5", Files.readAllBytes(Path.of("../playbooks/md5/spec.yaml"))));

            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            ais.objects().get(ObjectRead.of(object).through("etl-md5"), answer);

            assertThat(answer).hasToString("4a4be40c96ac6314e91d93f38043a634");
        }
    }
}
