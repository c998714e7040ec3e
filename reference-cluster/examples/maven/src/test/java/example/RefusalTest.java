package example;

import static io.etlbed.junit.assertj.EtlAssertions.assertThat;

import io.etlbed.junit.Etl;
import io.etlbed.junit.EtlFrom;
import io.etlbed.junit.EtlTest;
import org.junit.jupiter.api.Test;

@EtlTest
class RefusalTest {

    @Test
    void saysWhatIsNoPhotograph(@EtlFrom("transformer/") Etl etl) {
        assertThat(etl.transform("meow")).fails().hasErrorContaining("cannot identify image file");
    }
}
