package io.etlbed.ci.simulate;

/**
 * A cluster of so many targets, measured. Times are in seconds, CPU in seconds for one request or object; it is that of the nodes
 * and their containers, without the client and the JVM's compilers.
 *
 * @param ready from nothing to a cluster that serves
 * @param init of an ETL, until it has a container on every target
 * @param stop of it
 * @param emptyJob a transform of a bucket that holds nothing, until it is over: what a job costs before its first object
 * @param join one target more, until it runs the ETL and has its place
 * @param redirectCpu the gateway's part of an inline transform
 * @param inlineRate inline transforms per second at the targets
 * @param inlineCpu the target's and the container's part of one
 * @param jobRate objects per second of a transform of a bucket
 * @param jobCpu of one object
 */
record Measured(
        int targets,
        double ready,
        double init,
        double stop,
        double emptyJob,
        double join,
        double redirectCpu,
        double inlineRate,
        double inlineCpu,
        double jobRate,
        double jobCpu) {}
