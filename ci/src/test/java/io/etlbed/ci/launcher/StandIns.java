package io.etlbed.ci.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * What is around the launcher, as cheap as can be: a folder that looks like a clone to it, a Maven that takes notes, and JDKs
 * that print how they were called.
 */
final class StandIns {

    private static final String MAVEN = """
            #!/bin/sh
            echo "$*" >> builds
            [ ! -p gate ] || read -r _ < gate
            [ ! -e broken ] || { echo '[ERROR] Broken.java:[1,1] it does not compile'; exit 1; }
            mkdir -p ci/target/lib
            : > ci/target/lib/library.jar
            : > ci/target/etlbed-ci-1.jar
            """;
    // The real thing, as it was built before these tests ran; where that is stands in the environment.
    private static final String BUILT_ALREADY = """
            #!/bin/sh
            mkdir -p ci/target/lib
            ln "$BUILT"/lib/*.jar ci/target/lib/
            ln "$BUILT"/etlbed-ci-*.jar ci/target/
            """;
    // A list of classes is what the rehearsal is for, and the archive is made of it; `up` runs until its input ends.
    private static final String JAVA = """
            #!/bin/sh
            for each; do
                case $each in
                    -XX:DumpLoadedClassList=*)
                        [ ! -e "${0%/*}/broken" ] || exit 1
                        echo classes > "${each#*=}"
                        ;;
                    -Xshare:dump) dump=yes ;;
                    -XX:SharedClassListFile=*) list=${each#*=} ;;
                    -XX:SharedArchiveFile=*) archive=${each#*=} ;;
                esac
            done
            [ -z "${dump:-}" ] || cp "$list" "$archive"
            printf '%s\\n' "$0" "$@"
            case " $*" in
                *' up') cat ;;
            esac
            """;

    private StandIns() {}

    /** The launcher of a new clone of nothing. */
    static Path clone(Path folder) throws IOException {
        return clone(folder, MAVEN);
    }

    /** The launcher of a new clone of this one; for {@link #built}. */
    static Path cloneOfThis(Path folder) throws IOException {
        return clone(folder, BUILT_ALREADY);
    }

    /** A shell in which that can be "built". */
    static Shell built(Shell shell) {
        return shell.with("BUILT", Path.of("target").toAbsolutePath().toString());
    }

    private static Path clone(Path folder, String maven) throws IOException {
        for (String each : List.of("simulator", "reference-cluster", "playbooks", "conformance", "ci")) {
            Files.createDirectories(folder.resolve(each));
        }
        Files.createFile(folder.resolve("pom.xml"));
        program(folder.resolve("mvnw"), maven);
        return Files.copy(Path.of("../etlbed"), folder.resolve("etlbed"));
    }

    /** How often the clone has been built. */
    static int builds(Path clone) throws IOException {
        Path notes = clone.resolve("builds");
        return Files.exists(notes) ? Files.readAllLines(notes).size() : 0;
    }

    static Path jdk(Path folder, String version) throws IOException {
        Files.createDirectories(folder.resolve("bin"));
        program(folder.resolve("bin/java"), JAVA);
        program(folder.resolve("bin/javac"), "#!/bin/sh\n");
        Files.writeString(folder.resolve("release"), "IMPLEMENTOR=\"nobody\"\nJAVA_VERSION=\"" + version + "\"\n");
        return folder;
    }

    static void program(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
