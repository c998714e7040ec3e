package io.etlbed.simulator.embedded.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class CgroupMountsTest {

    @Test
    void with_version_1_a_group_is_made_in_the_own_one() {
        CgroupMounts mounts = new CgroupMounts(
                List.of(
                        "31 23 0:28 / /sys/fs/cgroup rw,relatime - tmpfs tmpfs rw,mode=755",
                        "32 31 0:29 / /sys/fs/cgroup/cpu,cpuacct rw,relatime - cgroup cgroup rw,cpu,cpuacct",
                        "35 31 0:32 / /sys/fs/cgroup/memory rw,relatime - cgroup cgroup rw,memory"),
                List.of("4:memory:/user/me", "1:cpu,cpuacct:/", "0::/"));

        assertThat(mounts.candidates(Controller.MEMORY_V1)).containsExactly(Path.of("/sys/fs/cgroup/memory/user/me"));
        assertThat(mounts.candidates(Controller.CPU_V1)).containsExactly(Path.of("/sys/fs/cgroup/cpu,cpuacct"));
        assertThat(mounts.candidates(Controller.MEMORY_V2)).isEmpty();
    }

    @Test
    void with_version_2_the_groups_above_are_tried_as_well() {
        CgroupMounts mounts = new CgroupMounts(
                List.of("30 24 0:26 / /sys/fs/cgroup rw,nosuid - cgroup2 cgroup2 rw,nsdelegate"),
                List.of("0::/user.slice/user-1000.slice/session-3.scope"));

        assertThat(mounts.candidates(Controller.MEMORY_V2))
                .containsExactly(
                        Path.of("/sys/fs/cgroup/user.slice/user-1000.slice/session-3.scope"),
                        Path.of("/sys/fs/cgroup/user.slice/user-1000.slice"),
                        Path.of("/sys/fs/cgroup/user.slice"),
                        Path.of("/sys/fs/cgroup"));
        assertThat(mounts.candidates(Controller.MEMORY_V1)).isEmpty();
    }

    @Test
    void in_a_container_that_sees_its_own_group_alone_that_is_the_root() {
        CgroupMounts mounts = new CgroupMounts(
                List.of("35 31 0:32 /docker/abc /sys/fs/cgroup/memory ro - cgroup cgroup rw,memory"),
                List.of("4:memory:/docker/abc"));

        assertThat(mounts.candidates(Controller.MEMORY_V1)).containsExactly(Path.of("/sys/fs/cgroup/memory"));
    }
}
