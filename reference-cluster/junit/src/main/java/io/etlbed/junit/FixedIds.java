package io.etlbed.junit;

import io.etlbed.simulator.SimulatorException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** ETL_IDs that tests insist on: each belongs to one test at a time. */
final class FixedIds {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Map<String, Workspace> owners = new HashMap<>();

    /**
     * Waits until nobody else has it.
     *
     * @return whether it is new to its owner
     * @throws SimulatorException if that takes longer than five minutes, as where two tests wait for each other
     */
    synchronized boolean acquire(String id, Workspace owner) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (owners.containsKey(id)) {
            if (owner.equals(owners.get(id))) {
                return false;
            }
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new SimulatorException("the ETL_ID " + id + " has been in use by " + owners.get(id) + " for "
                        + PATIENCE.toMinutes() + " minutes; leave ETL_IDs to be generated, or mark both tests with a"
                        + " @ResourceLock");
            }
            wait(left);
        }
        owners.put(id, owner);
        return true;
    }

    synchronized void release(String id) {
        owners.remove(id);
        notifyAll();
    }
}
