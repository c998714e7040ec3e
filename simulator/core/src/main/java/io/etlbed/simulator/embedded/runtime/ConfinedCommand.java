package io.etlbed.simulator.embedded.runtime;

import java.util.List;

/**
 * The words before a container's command that make it run as the user, and with the powers, that its spec says, and with no
 * more than its sandbox lets it have.
 *
 * <p>A pod with a namespace of users knows one user of the host: its root. Another number is given to that one by a user
 * namespace of its own, in which there is nobody else: what root's programs left is this user's too, and root's powers are
 * gone. A pod without becomes that user of the host.
 */
final class ConfinedCommand {

    private ConfinedCommand() {}

    /** Each is a program by its path, or an argument. */
    static List<String> before(SandboxCommands commands, Confinement confinement) {
        HostPrograms programs = commands.programs();
        boolean apart = confinement.changesIdentity() && commands.users();
        boolean root = confinement.user().orElse(0) == 0;
        // To give root another number takes a capability of root's; what that number is not to have it has not anyway.
        List<String> words =
                ContainerPrivileges.words(programs, confinement.capabilities().filter(change -> !apart));
        if (confinement.changesIdentity() && !apart) {
            words.addAll(List.of(
                    "--reuid=" + confinement.user().orElse(0),
                    "--regid=" + confinement.group().orElse(0),
                    "--clear-groups"));
        }
        if (apart) {
            words.addAll(List.of(
                    "--",
                    programs.path("unshare"),
                    "-U",
                    "--map-user=" + confinement.user().orElse(0),
                    "--map-group=" + confinement.group().orElse(0),
                    "--"));
            words.addAll(
                    root
                            ? ContainerPrivileges.words(programs, confinement.capabilities())
                            : List.of(programs.path("setpriv"), "--inh-caps=-all"));
        }
        if (confinement.noNewPrivileges()) {
            words.add("--no-new-privs");
        }
        words.add("--");
        return words;
    }

    /** The same for a shell, with a blank at its end. */
    static String shell(SandboxCommands commands, Confinement confinement) {
        StringBuilder text = new StringBuilder();
        before(commands, confinement)
                .forEach(word -> text.append(Shell.quote(word)).append(' '));
        return text.toString();
    }
}
