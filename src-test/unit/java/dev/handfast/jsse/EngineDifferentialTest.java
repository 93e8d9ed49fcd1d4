package dev.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handfast.jsse.AcceptedDifference.Place;
import java.security.Provider;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Engines of the JDK and of ours are told the same, and answer alike, step by step, but for {@link AcceptedDifference}s. */
class EngineDifferentialTest {

    /** A script with its version and its sides. */
    private record Play(EngineScript script, String protocol, List<EngineActor> ours) {

        /** What differs and is not accepted, one line for each step; what is accepted is counted in. */
        List<String> differences(Set<AcceptedDifference> used) {
            List<String> expected = played(List.of());
            List<String> actual = played(ours);
            var found = new ArrayList<String>();
            for (int i = 0; i < expected.size(); i++) {
                String sun = expected.get(i);
                String answer = actual.get(i);
                var place = new Place(
                        script.name() + ", " + protocol, script.steps().get(i).toString());
                if (!sun.equals(answer) && !isAccepted(place, sun, answer, used)) {
                    found.add(place.step() + "\n    JDK:  " + sun + "\n    ours: " + answer);
                }
            }
            return found;
        }

        private static boolean isAccepted(Place place, String sun, String answer, Set<AcceptedDifference> used) {
            List<AcceptedDifference> reasons = Stream.of(AcceptedDifference.values())
                    .filter(difference -> difference.explains(place, sun, answer))
                    .toList();
            used.addAll(reasons);
            return !reasons.isEmpty();
        }

        private List<String> played(List<EngineActor> byUs) {
            return script.play(protocol, provider(EngineActor.CLIENT, byUs), provider(EngineActor.SERVER, byUs));
        }

        private static Provider provider(EngineActor actor, List<EngineActor> byUs) {
            return byUs.contains(actor) ? Contexts.HANDFAST : Contexts.SUN;
        }
    }

    /** What came of the plays of a script, which are not played again for the next test. */
    private record Outcome(List<String> differences, Set<AcceptedDifference> used) {}

    private static final Map<String, Outcome> OUTCOMES = new ConcurrentHashMap<>();

    private static Outcome outcome(EngineScript script, String protocol) {
        return OUTCOMES.computeIfAbsent(script.name() + protocol, unseen -> {
            Set<AcceptedDifference> used = EnumSet.noneOf(AcceptedDifference.class);
            var found = new ArrayList<String>();
            for (List<EngineActor> ours : List.of(
                    List.of(EngineActor.CLIENT, EngineActor.SERVER),
                    List.of(EngineActor.CLIENT),
                    List.of(EngineActor.SERVER))) {
                new Play(script, protocol, ours)
                        .differences(used)
                        .forEach(difference -> found.add("ours " + ours + ": " + difference));
            }
            return new Outcome(found, used);
        });
    }

    private static List<EngineScript> scripts() {
        return Stream.of(
                        EngineHandshakeScripts.all(),
                        EngineDataScripts.all(),
                        EngineClosingScripts.all(),
                        EngineFaultScripts.all(),
                        EngineArgumentScripts.all())
                .flatMap(List::stream)
                .toList();
    }

    static Stream<Arguments> plays() {
        return scripts().stream()
                .flatMap(script -> script.protocols().stream().map(protocol -> Arguments.of(script, protocol)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("plays")
    void enginesAnswerAsTheJdks(EngineScript script, String protocol) {
        assertEquals("", String.join("\n", outcome(script, protocol).differences()));
    }

    @Test
    void everyAcceptedDifferenceIsStillOne() {
        Set<AcceptedDifference> unused = EnumSet.allOf(AcceptedDifference.class);
        for (EngineScript script : scripts()) {
            script.protocols()
                    .forEach(protocol ->
                            unused.removeAll(outcome(script, protocol).used()));
        }
        unused.removeIf(difference -> !difference.isOfThisJdk());
        String reasons = unused.stream().map(AcceptedDifference::reason).collect(Collectors.joining("; "));
        assertEquals(Set.of(), unused, () -> "nothing differs any more for this reason: " + reasons);
    }

    @Test
    void namesOfScriptsAreUnique() {
        List<String> names = scripts().stream()
                .flatMap(script -> script.protocols().stream().map(protocol -> script.name() + protocol))
                .toList();
        assertEquals(names.stream().distinct().toList(), names);
    }
}
