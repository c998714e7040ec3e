package example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.etlbed.junit.Bucket;
import io.etlbed.junit.BucketWith;
import io.etlbed.junit.Etl;
import io.etlbed.junit.EtlFrom;
import io.etlbed.junit.EtlTest;
import java.util.List;
import org.junit.jupiter.api.Test;

@EtlTest(targets = 2)
class ShoutTest {

    @Test
    void shouts(@EtlFrom("transformer/") Etl shout) {
        assertEquals("MEOW", shout.transform("meow").text());
    }

    @Test
    void shoutsAWholeBucket(@EtlFrom("transformer/") Etl shout, @BucketWith("src/test/java") Bucket sources) {
        assertEquals(List.of("example/ShoutTest.java"), shout.transform(sources).names());
    }
}
