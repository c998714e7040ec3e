package io.etlbed.ci.simulate;

import java.util.List;

/**
 * What clusters of targets on machines of their own would do, by what was measured where all of them share one machine.
 *
 * <p>Transforms are bound by CPU. Each takes what it took here, of its target's machine; a gateway's machine spends its part on
 * redirects. So the rate of inline transforms grows with the targets until the gateway's cores are busy, and that of a job with
 * its objects' targets, behind the time that a job takes before its first object. How long init, join and an empty job take is
 * carried on along a line from what was measured; it is too much rather than too little, as here the targets' own part of them,
 * too, was done by one machine.
 */
final class Model {

    private final int cores;
    private final double redirectCpu;
    private final double inlineCpu;
    private final double jobCpu;
    private final Line init;
    private final Line emptyJob;
    private final Line join;

    /**
     * What follows from measurements.
     *
     * @param points at least one
     * @param cores of each machine
     */
    Model(List<Measured> points, int cores) {
        this.cores = cores;
        // With many targets the machine is full of what has nothing to do with one transform.
        this.redirectCpu =
                points.stream().mapToDouble(Measured::redirectCpu).min().orElseThrow();
        this.inlineCpu = points.stream().mapToDouble(Measured::inlineCpu).min().orElseThrow();
        this.jobCpu = points.stream().mapToDouble(Measured::jobCpu).min().orElseThrow();
        this.init = Line.through(points, Measured::init);
        this.emptyJob = Line.through(points, Measured::emptyJob);
        this.join = Line.through(points, Measured::join);
    }

    double init(int targets) {
        return init.at(targets);
    }

    double join(int targets) {
        return join.at(targets);
    }

    double emptyJob(int targets) {
        return emptyJob.at(targets);
    }

    /** Inline transforms per second by one gateway; each further gateway adds as much to what gateways allow. */
    double inlineRate(int targets) {
        return Math.min(targets * cores / inlineCpu, gatewayRate());
    }

    /** Redirects per second that one gateway can give. */
    double gatewayRate() {
        return cores / redirectCpu;
    }

    /** Objects per second of a job over so many of them. */
    double jobRate(int targets, long objects) {
        return objects / (emptyJob(targets) + objects * jobCpu / (cores * (double) targets));
    }

    double redirectCpu() {
        return redirectCpu;
    }

    double inlineCpu() {
        return inlineCpu;
    }

    double jobCpu() {
        return jobCpu;
    }
}
