package example;

import static io.etlbed.junit.assertj.EtlAssertions.assertThat;
import static io.etlbed.junit.transformer.Transformer.transformer;

import io.etlbed.junit.Etl;
import io.etlbed.junit.EtlCluster;
import io.etlbed.junit.EtlTest;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

@EtlTest
class ResizeTest {

    @Test
    void shrinks(EtlCluster cluster) {
        Etl etl = cluster.init(transformer("transformer/"));

        assertThat(etl.transform(Path.of("cat.jpg"))).isImage().hasWidth(224);
    }
}
