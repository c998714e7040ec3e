package io.etlbed.cluster.cli;

import io.etlbed.cluster.client.AisClient;
import io.etlbed.cluster.wire.AisException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code ais __complete -- WORD…}: prints what the last word may become, one a line; {@code :files} in the first one stands for files.
 * A cluster that does not answer soon, or at all, is no error: somebody is typing.
 */
@Command(name = "__complete", hidden = true, description = "For the scripts of: ais completion")
final class CompleteCommand implements Callable<Integer> {

    private static final long PATIENCE_SECONDS = 3;

    private final Session session;

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "WORD")
    private List<String> words = List.of();

    CompleteCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        FutureTask<List<String>> finding = new FutureTask<>(this::candidates);
        Thread thread = new Thread(finding, "ais-completion");
        thread.setDaemon(true);
        thread.start();
        try {
            for (String candidate : finding.get(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                if (candidate.equals(Text.printable(candidate))) {
                    session.out().append(candidate).append('\n');
                }
            }
        } catch (ExecutionException | TimeoutException e) {
            finding.cancel(true);
        }
        return 0;
    }

    private List<String> candidates() throws IOException, InterruptedException {
        Typed typed = Typed.of(spec.root().commandLine(), words);
        typed.endpoint().ifPresent(session::endpoint);
        try (AisClient ais = session.connect()) {
            return new Candidates(ais).of(typed);
        } catch (AisException | UsageException e) {
            return List.of();
        }
    }
}
