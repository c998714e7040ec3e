package io.etlbed.simulator.embedded.runtime;

import java.util.List;

/**
 * Into namespaces: by entering all of them.
 *
 * @param unshare the process whose child is the container's first
 */
record NamespacedWay(SandboxCommands commands, ProcessHandle unshare, String container) implements ProgramWay {

    @Override
    public List<String> words(String script, List<String> arguments) throws StartException {
        List<ProcessHandle> first = ProcessTree.children(unshare);
        if (first.isEmpty()) {
            throw new StartException("container " + container + " has ended");
        }
        return commands.program(first.get(0).pid(), script, arguments);
    }

    @Override
    public String before(Confinement confinement) {
        return ConfinedCommand.shell(commands, confinement);
    }

    @Override
    public String word(String given) {
        return given;
    }

    @Override
    public ProcessHandle shell(Process entered) throws StartException {
        return ProcessTree.children(entered.toHandle()).stream()
                .findFirst()
                .orElseThrow(() -> new StartException("it was ended while it started"));
    }
}
