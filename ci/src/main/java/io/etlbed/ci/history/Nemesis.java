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

/** Does harm to nodes, and changes who they are, by a plan that follows from a seed; lets them return. */
final class Nemesis {

    private static final int LONGEST_PEACE_MILLIS = 2000;
    private static final int LONGEST_ABSENCE_MILLIS = 1500;

    private enum Harm {
        KILL,
        KILL_TWO,
        STOP,
        STOP_PROXY,
        JOIN,
        PAUSE,
        LEAVE
    }

    private static final int FEWEST_TARGETS = 2;

    private final Members members;
    private final List<Harm> deck = new ArrayList<>(List.of(Harm.KILL));
    private final Random random;
    private final Recorder recorder;
    private final Moves moves;
    private final CountDownLatch never = new CountDownLatch(1);

    /** @param targets that there are to be, one more or less */
    Nemesis(Members members, int targets, Random random, Recorder recorder) {
        this.members = members;
        this.random = random;
        this.recorder = recorder;
        this.moves = new Moves(members, targets + 1, recorder);
    }

    /** @return what is wrong with the nodes: that one does not come back */
    List<Violation> run(BooleanSupplier goesOn) throws InterruptedException {
        try {
            while (goesOn.getAsBoolean()) {
                pause(LONGEST_PEACE_MILLIS);
                strike();
            }
            heal();
            moves.settle();
            return List.of();
        } catch (IOException e) {
            return List.of(Violation.of(String.valueOf(e.getMessage())));
        }
    }

    private void strike() throws InterruptedException, IOException {
        switch (next()) {
            case KILL -> kill(any(members.targets()));
            case KILL_TWO -> {
                kill(any(members.targets()));
                kill(any(members.targets()));
            }
            case STOP -> {
                NodeHandle target = any(members.targets());
                recorder.trouble("target stopped in good order", target.id());
                target.stop();
            }
            case STOP_PROXY -> {
                NodeHandle proxy = any(members.proxies());
                recorder.trouble("proxy stopped", proxy.id());
                proxy.stop();
            }
            case JOIN -> moves.join();
            case PAUSE -> moves.pause(any(members.targets()));
            case LEAVE -> {
                if (members.targets().size() > FEWEST_TARGETS) {
                    moves.leave(any(members.targets()));
                }
            }
        }
        pause(LONGEST_ABSENCE_MILLIS);
        heal();
        if (moves.underWay() && random.nextBoolean()) {
            moves.settle();
        }
    }

    /** Each kind comes as often as the others, in no order; only the first is always the same. */
    private Harm next() {
        if (deck.isEmpty()) {
            deck.addAll(List.of(Harm.KILL, Harm.KILL, Harm.KILL_TWO, Harm.STOP, Harm.JOIN, Harm.PAUSE, Harm.LEAVE));
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
        recorder.trouble("target killed", node.id());
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
    private void heal() throws InterruptedException, IOException {
        for (NodeHandle proxy : members.proxies()) {
            proxy.start();
        }
        for (NodeHandle target : members.targets()) {
            if (target.isRunning() || moves.returns(target)) {
                target.start();
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
