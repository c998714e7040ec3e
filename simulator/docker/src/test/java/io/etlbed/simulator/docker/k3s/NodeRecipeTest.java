package io.etlbed.simulator.docker.k3s;

import static org.assertj.core.api.Assertions.assertThat;

import io.etlbed.simulator.docker.engine.ContainerSpec;
import io.etlbed.simulator.docker.engine.ContainerSpec.InnerFile;
import io.etlbed.simulator.docker.engine.Privilege;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NodeRecipeTest {

    private static NodeRecipe recipe(String image, int cgroups, Optional<String> remote) {
        return new NodeRecipe("etlbed-1", image, "secret", cgroups, remote, Map.of("mark", "x"));
    }

    @Test
    void with_all_rights_the_image_starts_as_it_is() {
        ContainerSpec server =
                recipe("rancher/k3s:v1.31.4-k3s1", 2, Optional.empty()).server(Privilege.FULL);

        assertThat(server.entrypoint()).isEmpty();
        assertThat(server.files()).isEmpty();
        assertThat(server.arguments()).startsWith("server").contains("--node-name=etlbed-1-0");
        assertThat(server.port())
                .hasValueSatisfying(port -> assertThat(port.address()).isEqualTo("127.0.0.1"));
        assertThat(server.labels()).containsEntry("mark", "x");
    }

    @Test
    void with_fewer_rights_a_script_comes_first_and_runc_is_wrapped() {
        ContainerSpec agent =
                recipe("rancher/k3s:v1.31.4-k3s1", 2, Optional.empty()).agent(2, Privilege.REDUCED);

        assertThat(agent.entrypoint()).containsExactly("/etlbed/start");
        assertThat(agent.files()).extracting(InnerFile::path).containsExactly("/etlbed/start", "/etlbed/runc");
        assertThat(agent.arguments()).containsExactly("agent", "--node-name=etlbed-1-2");
        assertThat(agent.environment())
                .containsEntry("K3S_URL", "https://etlbed-1-0:6443")
                .containsEntry("K3S_TOKEN", "secret");
        assertThat(agent.port()).isEmpty();
    }

    @Test
    void kubernetes_that_refuses_the_first_version_of_control_groups_is_told_to_take_it_where_there_is_no_other() {
        String told = "--kubelet-arg=fail-cgroupv1=false";

        assertThat(recipe("rancher/k3s:v1.35.0-k3s1", 1, Optional.empty())
                        .server(Privilege.FULL)
                        .arguments())
                .contains(told);
        assertThat(recipe("rancher/k3s:v1.35.0-k3s1", 2, Optional.empty())
                        .server(Privilege.FULL)
                        .arguments())
                .doesNotContain(told);
        assertThat(recipe("rancher/k3s:v1.31.4-k3s1", 1, Optional.empty())
                        .server(Privilege.FULL)
                        .arguments())
                .doesNotContain(told);
        assertThat(recipe("acme/k3s", 1, Optional.empty())
                        .server(Privilege.FULL)
                        .arguments())
                .doesNotContain(told);
    }

    @Test
    void on_another_machine_the_server_listens_for_that_machines_name() {
        ContainerSpec server =
                recipe("rancher/k3s:v1.31.4-k3s1", 2, Optional.of("build.acme")).server(Privilege.FULL);

        assertThat(server.arguments()).contains("--tls-san=build.acme");
        assertThat(server.port())
                .hasValueSatisfying(port -> assertThat(port.address()).isEqualTo("0.0.0.0"));
    }
}
