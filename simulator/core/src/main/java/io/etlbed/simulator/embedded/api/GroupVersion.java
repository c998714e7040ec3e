package io.etlbed.simulator.embedded.api;

import io.fabric8.kubernetes.api.model.APIGroup;
import io.fabric8.kubernetes.api.model.APIGroupBuilder;
import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.APIResourceList;
import io.fabric8.kubernetes.api.model.APIResourceListBuilder;
import io.fabric8.kubernetes.api.model.GroupVersionForDiscovery;
import java.util.List;

/**
 * A version of an API group, as discovery tells of it. Each group has one version here.
 *
 * @param group such as {@code coordination.k8s.io}; empty for the core group
 * @param version such as {@code v1}
 */
record GroupVersion(String group, String version, List<APIResource> resources) {

    GroupVersion {
        resources = List.copyOf(resources);
    }

    /** As in the field of that name. */
    String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /** Where its objects are, without the last slash. */
    String path() {
        return (group.isEmpty() ? "/api/" : "/apis/") + apiVersion();
    }

    /** Where the group says which versions it has. */
    String groupPath() {
        return "/apis/" + group;
    }

    APIGroup asGroup() {
        GroupVersionForDiscovery only = new GroupVersionForDiscovery(apiVersion(), version);
        return new APIGroupBuilder()
                .withName(group)
                .withVersions(only)
                .withPreferredVersion(only)
                .build();
    }

    APIResourceList asList() {
        return new APIResourceListBuilder()
                .withGroupVersion(apiVersion())
                .withResources(resources)
                .build();
    }
}
