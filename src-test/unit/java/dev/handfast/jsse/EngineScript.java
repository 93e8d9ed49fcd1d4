package dev.handfast.jsse;

import java.security.Provider;
import java.util.ArrayList;
import java.util.List;

/**
 * Steps that are played with engines of any provider, and answered by them.
 *
 * @param isModeSet false if nobody has told the engines who is client and who is server
 */
record EngineScript(String name, EngineCast cast, boolean isModeSet, List<String> protocols, List<EngineStep> steps) {
    private static final List<String> BOTH = List.of("TLSv1.3", "TLSv1.2");

    /** In both versions, with the usual cast. */
    static EngineScript script(String name, Object... steps) {
        return new EngineScript(name, EngineCast.USUAL, true, BOTH, flat(steps));
    }

    EngineScript with(EngineCast other) {
        return new EngineScript(name, other, isModeSet, protocols, steps);
    }

    EngineScript withoutMode() {
        return new EngineScript(name, cast, false, protocols, steps);
    }

    EngineScript in(String protocol) {
        return new EngineScript(name, cast, isModeSet, List.of(protocol), steps);
    }

    /** Both sides do what their engines need, until nothing moves: a handshake, with whatever a server may send behind it. */
    static EngineStep exchange() {
        return new EngineStep.Exchange();
    }

    private static List<EngineStep> flat(Object... steps) {
        var all = new ArrayList<EngineStep>();
        for (Object step : steps) {
            if (step instanceof List<?> several) {
                all.addAll(flat(several.toArray()));
            } else {
                all.add((EngineStep) step);
            }
        }
        return List.copyOf(all);
    }

    /** The answer to each step. */
    List<String> play(String protocol, Provider client, Provider server) {
        var stage = new EngineStage(this, protocol, client, server);
        return steps.stream().map(step -> step.on(stage)).toList();
    }

    @Override
    public String toString() {
        return name;
    }
}
