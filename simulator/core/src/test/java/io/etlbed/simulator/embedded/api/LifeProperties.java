package io.etlbed.simulator.embedded.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.etlbed.simulator.embedded.api.Api.Answer;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Status beside spec, grace periods and the end of namespaces, as the API conventions and "Pod Lifecycle" have them. */
class LifeProperties {

    private static PropertyServer server;

    @BeforeContainer
    static void start() {
        server = new PropertyServer();
    }

    @AfterContainer
    static void stop() {
        server.close();
    }

    /** One write of a whole pod, or a patch: what it says of the image and of the phase. */
    private record Write(boolean ofStatus, boolean patch, String image, String phase) {}

    @Property(tries = 20, edgeCases = EdgeCasesMode.NONE)
    void each_of_status_and_spec_is_written_through_its_own_path(@ForAll("writes") @Size(max = 12) List<Write> writes) {
        String path = pod(server.api.freshNamespace(), "");
        String image = "i";
        String phase = "Pending";
        long generation = 1;
        for (Write write : writes) {
            Answer answer = send(path, write);
            if (write.ofStatus()) {
                phase = write.phase();
            } else {
                generation += image.equals(write.image()) ? 0 : 1;
                image = write.image();
            }
            assertThat(answer.code()).as("%s: %s", write, answer.message()).isEqualTo(200);
            Answer now = server.api.get(path);
            assertThat(now.text("/spec/containers/0/image")).as("%s", write).isEqualTo(image);
            assertThat(now.text("/status/phase")).as("%s", write).isEqualTo(phase);
            assertThat(now.body().at("/metadata/generation").asLong()).isEqualTo(generation);
            assertThat(server.api.get(path + "/status").body()).isEqualTo(now.body());
        }
    }

    /** Of a pod that runs somewhere; the shorter of two wishes counts. */
    @Property(tries = 30)
    void a_grace_period_can_only_be_shortened(@ForAll("graces") @Size(min = 1, max = 5) List<Integer> graces) {
        String path = pod(server.api.freshNamespace(), "'nodeName':'somewhere','terminationGracePeriodSeconds':50,");
        int left = Integer.MAX_VALUE;
        for (int grace : graces) {
            left = Math.min(left, grace < 0 ? 50 : grace);
            Answer answer = server.api.delete(path, grace < 0 ? "" : "{\"gracePeriodSeconds\":" + grace + "}");

            assertThat(answer.code()).as(answer.message()).isEqualTo(200);
            Answer now = server.api.get(path);
            if (left == 0) {
                assertThat(now.code()).isEqualTo(404);
                return;
            }
            JsonNode metadata = now.body().path("metadata");
            assertThat(metadata.path("deletionGracePeriodSeconds").asInt()).isEqualTo(left);
            assertThat(metadata.path("deletionTimestamp").asText()).isNotEmpty();
        }
    }

    @Example
    void a_namespace_that_ends_takes_nothing_new_and_waits_for_what_is_held() {
        String namespace = server.api.freshNamespace();
        String self = namespace.substring(0, namespace.length() - 1);
        String maps = namespace + "configmaps";
        server.api.post(maps, Api.object("{'metadata':{'name':'held','finalizers':['example.com/a']}}"));
        server.api.post(maps, Api.object("{'metadata':{'name':'free'}}"));

        assertThat(server.api.delete(self, "").code()).isEqualTo(200);

        assertThat(server.api.get(self).text("/status/phase")).isEqualTo("Terminating");
        await().until(() -> server.api.get(maps + "/free").code() == 404);
        Answer late = server.api.post(maps, Api.object("{'metadata':{'name':'late'}}"));
        assertThat(late.outcome()).isEqualTo("403 Forbidden");
        assertThat(late.text("/details/causes/0/reason")).isEqualTo("NamespaceTerminating");
        assertThat(server.api
                        .patch(maps + "/held", Patch.MERGE, Api.object("{'data':{'k':'v'}}"))
                        .code())
                .isEqualTo(200);
        assertThat(server.api.get(self).code()).isEqualTo(200);
        server.api.patch(maps + "/held", Patch.MERGE, Api.object("{'metadata':{'finalizers':null}}"));
        await().until(() -> server.api.get(self).code() == 404);
        assertThat(server.api
                        .post(maps, Api.object("{'metadata':{'name':'later'}}"))
                        .outcome())
                .isEqualTo("404 NotFound");
    }

    private static String pod(String namespace, String more) {
        String path = namespace + "pods";
        Answer made = server.api.post(
                path,
                Api.object("{'metadata':{'name':'p'},'spec':{" + more + "'containers':[{'name':'c','image':'i'}]}}"));
        assertThat(made.code()).as(made.message()).isEqualTo(201);
        return path + "/p";
    }

    private static Answer send(String path, Write write) {
        String target = write.ofStatus() ? path + "/status" : path;
        if (write.patch()) {
            return server.api.patch(
                    target,
                    Patch.STRATEGIC,
                    Api.object("{'spec':{'containers':[{'name':'c','image':'" + write.image()
                            + "'}]},'status':{'phase':'" + write.phase() + "'}}"));
        }
        ObjectNode pod = server.api.get(path).body().deepCopy();
        ((ObjectNode) pod.at("/spec/containers/0")).put("image", write.image());
        pod.withObject("/status").put("phase", write.phase());
        return server.api.put(target, pod);
    }

    @Provide
    Arbitrary<List<Write>> writes() {
        Arbitrary<Boolean> either = Arbitraries.of(true, false);
        return Combinators.combine(
                        either, either, Arbitraries.of("i", "j", "k"), Arbitraries.of("Pending", "Running", "Failed"))
                .as(Write::new)
                .list();
    }

    /** Below zero for none said. */
    @Provide
    Arbitrary<List<Integer>> graces() {
        return Arbitraries.of(-1, 0, 1, 30, 49, 50, 51, 1000).list();
    }
}
