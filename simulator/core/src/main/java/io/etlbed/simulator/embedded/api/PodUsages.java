package io.etlbed.simulator.embedded.api;

import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;

/** What pods use; the kubelets implement it. Called only while somebody asks for metrics. */
@FunctionalInterface
public interface PodUsages {

    /** What its containers use now; none where none runs. */
    List<ContainerUsage> of(Pod pod);
}
