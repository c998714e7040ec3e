package example;

import static io.etlbed.junit.assertj.EtlAssertions.assertThat;
import static io.etlbed.junit.transformer.Transformer.running;

import io.etlbed.junit.Etl;
import io.etlbed.junit.EtlCluster;
import io.etlbed.junit.EtlTest;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

@EtlTest
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class WordCountServiceTest {

    @LocalServerPort
    private int port;

    @Test
    void countsTheWordsOfAnObject(EtlCluster cluster) {
        Etl etl = cluster.init(running("127.0.0.1:" + port));

        assertThat(etl.transform("to be or not to be")).isJson().hasValue("/be", 2).hasValue("/not", 1);
    }
}
