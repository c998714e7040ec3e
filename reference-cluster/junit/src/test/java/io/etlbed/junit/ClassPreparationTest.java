package io.etlbed.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.etlbed.simulator.SimulatorException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassPreparationTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "3.9  | ''                      | aistore[etl]==1.26.0/",
                "3.12 | six                     | aistore[etl]==2.0.0/six",
                "3.12 | six, idna>=3,<4,a[b,c],d | aistore[etl]==2.0.0/six/idna>=3,<4/a[b,c]/d",
                "3.12 | six,aistore[etl]>=1.25,<2 | six/aistore[etl]>=1.25,<2",
                "3.12 | aistore-like            | aistore[etl]==2.0.0/aistore-like"
            })
    void packages_are_one_a_line_behind_the_sdk_unless_they_name_one(String python, String packages, String lines) {
        assertThat(new ClassPreparation(python).requirements(packages)).isEqualTo(lines.replace('/', '\n'));
    }

    @Test
    void packages_of_the_system_are_refused_by_name() {
        assertThatThrownBy(() ->
                        new ClassPreparation("3.11").prepare(Map.of("OS_PACKAGES", "ffmpeg,libsndfile1"), line -> {}))
                .isInstanceOf(SimulatorException.class)
                .hasMessageContaining("os_packages (OS_PACKAGES=ffmpeg,libsndfile1)");
    }
}
