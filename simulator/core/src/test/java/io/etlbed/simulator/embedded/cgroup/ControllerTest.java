package io.etlbed.simulator.embedded.cgroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written to the files of a group; where the kernel has none of that version nobody else looks. */
class ControllerTest {

    @TempDir
    Path group;

    private void files(String... names) throws IOException {
        for (String name : names) {
            Files.createFile(group.resolve(name));
        }
    }

    private Path file(String name) {
        return group.resolve(name);
    }

    @Test
    void memory_of_version_2_is_limited_without_swap_and_for_the_whole_group() throws IOException {
        assertThat(Controller.MEMORY_V2.governs(group)).isFalse();
        files("memory.max", "memory.swap.max", "memory.oom.group");

        assertThat(Controller.MEMORY_V2.governs(group)).isTrue();
        Controller.MEMORY_V2.limit(group, 1000);

        assertThat(file("memory.max")).hasContent("1000");
        assertThat(file("memory.swap.max")).hasContent("0");
        assertThat(file("memory.oom.group")).hasContent("1");
    }

    @Test
    void a_kernel_without_swap_has_fewer_files() throws IOException {
        files("memory.max");
        Controller.MEMORY_V2.limit(group, 1000);
        assertThat(file("memory.swap.max")).doesNotExist();

        files("memory.limit_in_bytes");
        Controller.MEMORY_V1.limit(group, 2000);
        assertThat(file("memory.limit_in_bytes")).hasContent("2000");
    }

    @Test
    void cpu_is_a_part_of_a_tenth_of_a_second() throws IOException {
        files("cpu.max", "cpu.cfs_period_us", "cpu.cfs_quota_us");
        Controller.CPU_V2.limit(group, 1500);
        Controller.CPU_V1.limit(group, 250);
        assertThat(file("cpu.max")).hasContent("150000 100000");
        assertThat(file("cpu.cfs_period_us")).hasContent("100000");
        assertThat(file("cpu.cfs_quota_us")).hasContent("25000");

        Files.delete(file("cpu.max"));
        files("cpu.max");
        Controller.CPU_V2.limit(group, 1);
        assertThat(file("cpu.max")).hasContent("1000 100000");
    }

    @Test
    void the_kernel_tells_whom_it_has_ended() throws IOException {
        Files.writeString(file("memory.events"), "low 0\nhigh 0\nmax 7\noom 2\noom_kill 1\noom_group_kill 1\n");
        // Version 1 counts where the processes are, version 2 for the whole tree as well.
        Files.createDirectory(file("members"));
        Files.writeString(file("members/memory.oom_control"), "oom_kill_disable 0\nunder_oom 0\noom_kill 3\n");
        assertThat(Controller.MEMORY_V2.outOfMemoryKills(group)).isEqualTo(1);
        assertThat(Controller.MEMORY_V1.outOfMemoryKills(group)).isEqualTo(3);
    }

    @Test
    void files_of_the_kernel_are_not_made() {
        assertThatThrownBy(() -> Controller.MEMORY_V2.limit(group, 1)).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void in_one_tree_both_controllers_have_one_group() {
        CgroupHome memory = new CgroupHome(Controller.MEMORY_V2, Path.of("/a"));
        assertThat(new CgroupHome(Controller.CPU_V2, Path.of("/a")).goesWith(memory))
                .isTrue();
        assertThat(new CgroupHome(Controller.CPU_V2, Path.of("/b")).goesWith(memory))
                .isFalse();
        assertThat(new CgroupHome(Controller.CPU_V1, Path.of("/b")).goesWith(memory))
                .isTrue();
    }
}
