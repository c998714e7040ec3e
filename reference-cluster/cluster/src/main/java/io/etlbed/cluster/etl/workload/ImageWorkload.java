package io.etlbed.cluster.etl.workload;

import io.etlbed.cluster.etl.spec.Communication;
import io.fabric8.kubernetes.api.model.Pod;

/**
 * An image with a command and variables, as clients from 1.15 on send it (<i>init</i>, and <i>init class</i>, which is an
 * image of AIStore's and a pickled class in a variable).
 *
 * @param runtime the member {@code runtime} of the init message, as JSON
 * @param pod that is made of it
 */
public record ImageWorkload(String runtime, SpecWorkload pod) implements Workload {

    @Override
    public Communication communication() {
        return pod.communication();
    }

    @Override
    public int containerPort() {
        return pod.containerPort();
    }

    @Override
    public Pod newPod() {
        return pod.newPod();
    }

    @Override
    public String program() {
        return pod.program();
    }

    @Override
    public boolean namesObjects() {
        return true;
    }

    @Override
    public void describe(Members message) {
        // Clients that know nothing of images are shown the Pod.
        pod.describe(message);
        message.putObject("runtime", runtime);
    }
}
