package io.etlbed.simulator.embedded.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.etlbed.simulator.embedded.api.Api.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** The fields of pods: what is refused, and what cannot change, as the API reference says. */
class PodProperties {

    private static final String PODS = "/api/v1/namespaces/default/pods";

    private static PropertyServer server;

    @BeforeContainer
    static void start() {
        server = new PropertyServer();
        server.api.post("/api/v1/namespaces/default/serviceaccounts", Api.object("{'metadata':{'name':'a.b'}}"));
    }

    @AfterContainer
    static void stop() {
        server.close();
    }

    @Example
    void each_limit_of_a_field_is_where_the_documents_have_it() {
        List<String> wrong = new ArrayList<>();
        for (PodChange change : PodChange.ALL) {
            String outcome = outcome(List.of(change));
            if (!outcome.equals(expected(List.of(change)))) {
                wrong.add(change + " is answered " + outcome);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Example
    void a_value_of_another_type_cannot_be_read() {
        List<String> wrong = new ArrayList<>();
        for (PodChange change : PodChange.OF_ANOTHER_TYPE) {
            Answer answer = post(List.of(change));
            boolean refused = answer.outcome().equals("400 BadRequest")
                    && answer.message().contains("Pod in version \"v1\" cannot be handled as a Pod: ");
            if (!refused) {
                wrong.add(change + " is answered " + answer.outcome() + " " + answer.message());
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** Everything that is wrong is said at once. */
    @Property
    void what_is_wrong_in_several_places_is_said_of_each(@ForAll("changes") List<PodChange> changes) {
        assertThat(outcome(changes)).as("%s", changes).isEqualTo(expected(changes));
    }

    @Example
    void a_pod_that_exists_changes_in_few_fields_only() {
        String path = create();
        List<String> wrong = new ArrayList<>();
        for (PodChange change : PodChange.ALL) {
            boolean mayChange = change.pointer().endsWith("/image")
                    || change.pointer().equals("/activeDeadlineSeconds")
                    || change.pointer().equals("/tolerations");
            if (mayChange || !change.wrong().isEmpty()) {
                continue;
            }
            Answer now = server.api.get(path);
            ObjectNode changed = now.body().deepCopy();
            change.into((ObjectNode) changed.path("spec"));
            Answer answer = server.api.put(path, changed);
            boolean same = spec(answer).equals(spec(now));
            if (answer.code() == 200 ? !same : !answer.outcome().equals("422 Invalid")) {
                wrong.add(change + " is answered " + answer.outcome() + " " + answer.message());
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Example
    void the_image_and_what_is_tolerated_may_change_and_the_deadline_may_come_nearer() {
        String path = create();

        assertThat(merge(path, "{'activeDeadlineSeconds':100}")).isEqualTo("200");
        assertThat(merge(path, "{'activeDeadlineSeconds':99}")).isEqualTo("200");
        assertThat(merge(path, "{'activeDeadlineSeconds':100}")).isEqualTo("422 Invalid");
        assertThat(merge(path, "{'activeDeadlineSeconds':null}")).isEqualTo("422 Invalid");
        assertThat(merge(path, "{'containers':[{'name':'c','image':'other'}]}")).isEqualTo("200");
        assertThat(merge(path, "{'containers':[{'name':'c','image':''}]}")).isEqualTo("422 Invalid");

        JsonNode tolerations = server.api.get(path).body().at("/spec/tolerations");
        ObjectNode more = Api.object("{'key':'a','operator':'Exists','effect':'NoExecute','tolerationSeconds':5}")
                .deepCopy();
        String all = tolerations.toString().replaceAll("]$", "," + more + "]");
        assertThat(tolerate(path, all)).isEqualTo("200");
        // How long something is tolerated may change; whether it is may not.
        assertThat(tolerate(path, all.replace("\"tolerationSeconds\":5", "\"tolerationSeconds\":7")))
                .isEqualTo("200");
        assertThat(tolerate(path, tolerations.toString())).isEqualTo("422 Invalid");
    }

    @Example
    void requests_that_are_not_said_are_as_the_limits() {
        Answer answer =
                post(List.of(new PodChange("/containers/0/resources", Api.object("{'limits':{'cpu':'2'}}"), "")));

        assertThat(answer.text("/spec/containers/0/resources/requests/cpu")).isEqualTo("2");
    }

    private static JsonNode spec(Answer answer) {
        return answer.body().path("spec");
    }

    private static String create() {
        ObjectNode pod = pod();
        pod.withObject("/metadata").remove("name");
        pod.withObject("/metadata").put("generateName", "pod-");
        Answer made = server.api.post(PODS, pod);
        assertThat(made.code()).as(made.message()).isEqualTo(201);
        return PODS + "/" + made.text("/metadata/name");
    }

    private static String merge(String path, String spec) {
        return server.api
                .patch(path, Patch.STRATEGIC, Api.object("{'spec':" + spec + "}"))
                .outcome();
    }

    private static String tolerate(String path, String tolerations) {
        return server.api
                .patch(path, Patch.MERGE, Api.object("{'spec':{'tolerations':" + tolerations + "}}"))
                .outcome();
    }

    private static ObjectNode pod() {
        return Api.object("{'metadata':{'name':'p'},'spec':{'containers':[{'name':'c','image':'i'}]}}")
                .deepCopy();
    }

    private static Answer post(List<PodChange> changes) {
        ObjectNode pod = pod();
        changes.forEach(change -> change.into((ObjectNode) pod.path("spec")));
        return server.api.post(PODS + "?dryRun=All", pod);
    }

    /** The status, and the fields that are wrong. */
    private static String outcome(List<PodChange> changes) {
        Answer answer = post(changes);
        Set<String> named = new TreeSet<>();
        answer.body()
                .at("/details/causes")
                .forEach(cause -> named.add(cause.path("field").asText()));
        return answer.outcome() + " " + named;
    }

    private static String expected(List<PodChange> changes) {
        Set<String> wrong = new TreeSet<>();
        changes.stream()
                .filter(each -> !each.wrong().isEmpty())
                .forEach(each -> wrong.addAll(List.of(each.wrong().split(" ", -1))));
        return (wrong.isEmpty() ? "201" : "422 Invalid") + " " + wrong;
    }

    @Provide
    Arbitrary<List<PodChange>> changes() {
        // A mount that is wrong by two of its fields, and all that names or replaces a container, are left to stand
        // alone.
        return Arbitraries.of(PodChange.ALL.stream()
                        .filter(each -> !each.pointer()
                                .matches("/containers(/1|/0/volumeMounts)?|/initContainers|/containers/0/name"))
                        .toList())
                .list()
                .ofMinSize(2)
                .ofMaxSize(5)
                .uniqueElements(PodChange::pointer);
    }
}
