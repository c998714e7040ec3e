package io.etlbed.ci.history;

import io.etlbed.ci.history.Operation.Action;
import io.etlbed.ci.history.Operation.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A register that is right, and clients that use it: each operation has its effect at one moment between call and answer. */
final class TrueRegister {

    private final Random random;
    private long value;
    private long puts = 100;
    private long time;

    TrueRegister(long seed, long initial) {
        this.random = new Random(seed);
        this.value = initial;
    }

    /** @param clients that have operations under way at the same time */
    List<Operation> history(int clients, int operations) {
        List<Operation> history = new ArrayList<>();
        long[] freeAt = new long[clients];
        for (int i = 0; i < operations; i++) {
            int client = random.nextInt(clients);
            time = Math.max(time + 1 + random.nextInt(5), freeAt[client] + 1);
            // Its effect is now; it was called a little before, but not before the client's last answer.
            long called = clients == 1 ? time : Math.max(freeAt[client] + 1, time - random.nextInt(20));
            long returned = clients == 1 ? time : time + random.nextInt(20);
            freeAt[client] = returned;
            history.add(operation(client, called, returned, clients > 1));
        }
        return history;
    }

    /** @param lossy whether answers may be lost on their way: then a change seems to come late, or never */
    private Operation operation(int client, long called, long returned, boolean lossy) {
        int dice = random.nextInt(10);
        if (dice < 3) {
            value = ++puts;
            Outcome outcome = lossy && random.nextInt(4) == 0 ? Outcome.UNKNOWN : Outcome.DONE;
            return new Operation(client, "o", Action.PUT, value, called, returned, outcome, "");
        }
        if (dice < 5) {
            boolean missed = value == Operation.ABSENT;
            value = Operation.ABSENT;
            Outcome outcome =
                    lossy && random.nextInt(4) == 0 ? Outcome.UNKNOWN : missed ? Outcome.MISSED : Outcome.DONE;
            return new Operation(client, "o", Action.DELETE, 0, called, returned, outcome, "");
        }
        return new Operation(
                client,
                "o",
                Action.GET,
                value,
                called,
                returned,
                value == Operation.ABSENT ? Outcome.MISSED : Outcome.DONE,
                "");
    }
}
