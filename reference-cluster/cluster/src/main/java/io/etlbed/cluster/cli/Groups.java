package io.etlbed.cluster.cli;

import io.etlbed.cluster.Release;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The commands that have commands below them. */
final class Groups {

    private Groups() {}

    /** A group by itself is not a command yet. */
    private abstract static class Group implements Runnable {

        @Spec
        private CommandSpec spec;

        @Override
        public void run() {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    "which of its commands? "
                            + spec.subcommands().values().stream()
                                    .filter(each -> !each.getCommandSpec()
                                            .usageMessage()
                                            .hidden())
                                    .map(CommandLine::getCommandName)
                                    .distinct()
                                    .collect(Collectors.joining(", ")));
        }
    }

    @Command(
            name = "ais",
            description = "The command line of an AIStore-compatible cluster.",
            versionProvider = Version.class,
            synopsisSubcommandLabel = "COMMAND",
            subcommands = {
                LsCommand.class,
                GetCommand.class,
                PutCommand.class,
                CatCommand.class,
                RmCommand.class,
                MvCommand.class,
                ObjectGroup.class,
                BucketGroup.class,
                EtlGroup.class,
                JobGroup.class,
                ShowGroup.class,
                CompletionCommand.class,
                CompleteCommand.class
            },
            footer = {
                "",
                "Example: an object's MD5, computed inside the cluster",
                "  ais bucket create ais://photos",
                "  ais put dog.jpg ais://photos",
                "  ais etl init spec --name=etl-md5 --from-file=spec.yaml",
                "  ais etl object etl-md5 ais://photos/dog.jpg -"
            })
    static final class Root extends Group {

        private final Session session;

        Root(Session session) {
            this.session = session;
        }

        @Option(
                names = "--endpoint",
                paramLabel = "URL",
                scope = ScopeType.INHERIT,
                description = "A gateway of the cluster; AIS_ENDPOINT, or else http://127.0.0.1:8080, if left out.")
        void endpoint(@Nullable String url) {
            if (url != null) {
                session.endpoint(url);
            }
        }

        @Option(
                names = "--ca",
                paramLabel = "FILE",
                scope = ScopeType.INHERIT,
                description = "The authority of the cluster's certificates, in PEM; AIS_CLIENT_CA, or else the JDK's"
                        + " own ones, if left out.")
        void authority(@Nullable String file) {
            if (file != null) {
                session.authority(file);
            }
        }

        @Option(
                names = "--insecure",
                scope = ScopeType.INHERIT,
                description = "Take any certificate of the cluster, as with AIS_SKIP_VERIFY_CRT=true.")
        void insecure(boolean any) {
            session.insecure(any);
        }

        @Option(
                names = {"-h", "--help"},
                usageHelp = true,
                scope = ScopeType.INHERIT,
                description = "Show this text.")
        @SuppressWarnings("UnusedVariable") // picocli looks at it
        private boolean help;

        @Option(
                names = {"-V", "--version"},
                versionHelp = true,
                description = "Show the release of etlbed that this is of.")
        @SuppressWarnings("UnusedVariable") // as above
        private boolean version;
    }

    /** What {@code --version} shows. */
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            return new String[] {"ais of etlbed " + Release.version()};
        }
    }

    @Command(
            name = "object",
            description = "Put, get, rename and delete objects.",
            subcommands = {PutCommand.class, GetCommand.class, CatCommand.class, RmCommand.class, MvCommand.class})
    static final class ObjectGroup extends Group {}

    @Command(
            name = "bucket",
            description = "Create, list, copy, rename and destroy buckets.",
            subcommands = {
                BucketCreateCommand.class,
                LsCommand.class,
                BucketCpCommand.class,
                BucketMvCommand.class,
                BucketPropsCommand.class,
                BucketSummaryCommand.class,
                BucketRmCommand.class
            })
    static final class BucketGroup extends Group {}

    @Command(
            name = "etl",
            description = "Start transformers beside the data, and read objects through them.",
            subcommands = {
                EtlLsCommand.class,
                InitGroup.class,
                EtlObjectCommand.class,
                EtlBucketCommand.class,
                EtlViewCommand.class,
                EtlLogsCommand.class,
                EtlHealthCommand.class,
                EtlStopCommand.class,
                EtlStartCommand.class,
                EtlRmCommand.class
            })
    static final class EtlGroup extends Group {}

    @Command(
            name = "init",
            description = "Start an ETL on every target.",
            subcommands = {EtlInitSpecCommand.class, EtlInitCodeCommand.class})
    static final class InitGroup extends Group {}

    @Command(
            name = "job",
            description = "Follow and end what goes on when a command has returned.",
            subcommands = {JobLsCommand.class, JobWaitCommand.class, JobStopCommand.class})
    static final class JobGroup extends Group {}

    @Command(
            name = "show",
            description = "Show the cluster, its jobs and its ETLs.",
            subcommands = {ShowClusterCommand.class, ShowJobCommand.class, ShowEtlCommand.class})
    static final class ShowGroup extends Group {}
}
