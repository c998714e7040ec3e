package io.etlbed.simulator.embedded.runtime;

import java.util.List;

/** Into a container without namespaces: there is nowhere to go, but paths are others. */
record PlainWay(HostPrograms programs, Process container, Relocation relocation) implements ProgramWay {

    @Override
    public List<String> words(String script, List<String> arguments) throws StartException {
        if (!container.isAlive()) {
            throw new StartException("the container has ended");
        }
        return SandboxCommands.plain(programs, script, arguments);
    }

    @Override
    public String before(Confinement confinement) {
        return "";
    }

    @Override
    public String word(String given) {
        return relocation.apply(given);
    }

    @Override
    public ProcessHandle shell(Process entered) {
        return entered.toHandle();
    }
}
