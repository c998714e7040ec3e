package io.etlbed.ci.history;

import io.etlbed.cluster.NodeHandle;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Does harm to nodes by a plan that follows from a seed, and lets them return. */
final class Nemesis {

    private static final int LONGEST_PEACE_MILLIS = 2000;
    private static final int LONGEST_ABSENCE_MILLIS = 1500;

    private enum Harm {
        KILL,
        KILL_TWO,
        STOP,
        STOP_PROXY
    }

    private final Members members;
    private final List<Harm> deck = new ArrayList<>(List.of(Harm.KILL));
    private final Random random;
    private final Recorder recorder;
    private final CountDownLatch never = new CountDownLatch(1);

    Nemesis(Members members, Random random, Recorder recorder) {
        this.members = members;
        this.random = random;
        this.recorder = recorder;
    }

    /** @throws IOException if a node does not come back */
    void run(BooleanSupplier goesOn) throws InterruptedException, IOException {
        while (goesOn.getAsBoolean()) {
            pause(LONGEST_PEACE_MILLIS);
            strike();
        }
        heal();
    }

    private void strike() throws InterruptedException, IOException {
        switch (next()) {
            case KILL -> kill(any(members.targets()));
            case KILL_TWO -> {
                kill(any(members.targets()));
                kill(any(members.targets()));
            }
            case STOP -> {
                recorder.trouble("target stopped in good order");
                any(members.targets()).stop();
            }
            case STOP_PROXY -> {
                recorder.trouble("proxy stopped");
                any(members.proxies()).stop();
            }
        }
        pause(LONGEST_ABSENCE_MILLIS);
        heal();
    }

    /** Each kind comes as often as the others, in no order; only the first is always the same. */
    private Harm next() {
        if (deck.isEmpty()) {
            deck.addAll(List.of(Harm.KILL, Harm.KILL, Harm.KILL_TWO, Harm.STOP));
            if (members.proxies().size() > 1) {
                deck.add(Harm.STOP_PROXY);
            }
            Collections.shuffle(deck, random);
        }
        return deck.remove(deck.size() - 1);
    }

    /** As {@code kill -9} does, where the node is a process; else its connections are cut. */
    private void kill(NodeHandle node) throws InterruptedException, IOException {
        OptionalLong pid = node.pid();
        if (pid.isEmpty()) {
            node.stop();
            return;
        }
        recorder.trouble("target killed");
        ProcessHandle process = ProcessHandle.of(pid.getAsLong())
                .orElseThrow(() -> new IOException("the process of " + node.id() + " has ended by itself"));
        process.destroyForcibly();
        try {
            process.onExit().get();
        } catch (ExecutionException e) {
            throw new IOException("the process of " + node.id() + " cannot be waited for", e);
        }
    }

    /** Everybody is there again. */
    void heal() throws InterruptedException, IOException {
        for (List<NodeHandle> nodes : List.of(members.proxies(), members.targets())) {
            for (NodeHandle node : nodes) {
                node.start();
            }
        }
    }

    private NodeHandle any(List<NodeHandle> nodes) {
        return nodes.get(random.nextInt(nodes.size()));
    }

    private void pause(int longestMillis) throws InterruptedException {
        never.await(random.nextInt(longestMillis), TimeUnit.MILLISECONDS);
    }
}
