package io.etlbed.simulator.embedded.api;

/**
 * What a client says about a write besides what to write.
 *
 * @param dryRun whether nothing is to be stored
 */
record WriteOptions(boolean dryRun) {

    /**
     * Reads them from the query.
     *
     * @param name what the options of this request are called, such as {@code CreateOptions}
     * @throws io.etlbed.simulator.embedded.store.ApiStatusException 422 if they make no sense
     */
    static WriteOptions of(String name, Query query) {
        return new WriteOptions(query.dryRun(name));
    }
}
