package io.etlbed.simulator.embedded.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class MountTableTest {

    private final MountTable table = MountTable.parse(List.of(
            "22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw",
            "25 22 0:23 / /dev rw,nosuid,noexec shared:2 - devtmpfs udev rw",
            "30 22 254:1 / /usr/local rw,nodev shared:3 - ext4 /dev/vdb rw",
            "31 22 254:2 / /mnt/with\\040space\\134 rw,nosuid shared:4 - ext4 /dev/vdc rw",
            "a line of another kind"));

    @Test
    void the_nearest_mount_above_a_path_tells_its_flags() {
        assertThat(table.flagsAt(Path.of("/usr/bin"))).isEmpty();
        assertThat(table.flagsAt(Path.of("/usr/local/bin"))).containsExactly("nodev");
        assertThat(table.flagsAt(Path.of("/dev/null"))).containsExactly("noexec", "nosuid");
        assertThat(table.flagsAt(Path.of("/mnt/with space\\/x"))).containsExactly("nosuid");
    }

    @Test
    void mounts_below_a_path_are_listed_without_the_path_itself() {
        assertThat(table.below(Path.of("/usr")))
                .extracting(MountTable.Mount::point)
                .containsExactly(Path.of("/usr/local"));
        assertThat(table.below(Path.of("/usr/local"))).isEmpty();
    }
}
