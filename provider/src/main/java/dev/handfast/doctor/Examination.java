package dev.handfast.doctor;

import dev.handfast.HandfastProvider;
import dev.handfast.crypto.Primitive;
import dev.handfast.jsse.Effective;
import java.security.Provider;
import java.security.Security;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Tells line by line what is the matter in this JVM; true if Handfast answers and nothing stands in the way of its handshakes.
 * {@code dev.handfast.Doctor} makes it by name.
 */
public final class Examination implements Predicate<Consumer<String>> {
    private final Numbering here = Numbering.ofThisJvm();
    private final MasterFile master = new MasterFile();
    private final Numbering jdk = master.numbering();
    private final MissingProvider missing = new MissingProvider(here, master);
    private final List<Finding> faults = new ArrayList<>();

    /** Made for one {@link #test}. */
    public Examination() {}

    @Override
    public boolean test(Consumer<String> tell) {
        List<Answer> answers = Answer.decisive();
        boolean answering = answers.stream().allMatch(Answer::isOurs);
        findFaults(answers);
        List<Effective> algorithms = algorithms();
        tell.accept("Handfast in " + System.getProperty("java.vm.name") + " " + Runtime.version()
                + ". An application gets the same if its JVM, flags, environment and class path are the same.");
        tellVerdict(tell, answering);
        tellAnswers(tell, answers);
        tellProviders(tell);
        tellAlgorithms(tell, algorithms);
        tellPrimitives(tell);
        tellRecipes(tell);
        return answering && faults.isEmpty();
    }

    private void findFaults(List<Answer> answers) {
        Provider handfast = Security.getProvider(HandfastProvider.NAME);
        faults.addAll(handfast == null ? missing.ofHandfast() : new Silence(handfast).why(answers));
        faults.addAll(Surroundings.missing(here, jdk));
    }

    private List<Effective> algorithms() {
        try {
            return Effective.now();
        } catch (IllegalArgumentException refused) {
            faults.add(new Finding(
                    "no context can be initialised: " + refused.getMessage(), "mend the property, or take it away"));
            return List.of();
        }
    }

    private void tellVerdict(Consumer<String> tell, boolean answering) {
        head(tell, answering ? "Handfast answers" : "Handfast does not answer");
        for (Finding finding : faults) {
            tell.accept("  Fault:  " + finding.fault());
            tell.accept("  Remedy: " + finding.remedy());
        }
        notes().forEach(note -> tell.accept("  Note:   " + note));
    }

    private List<String> notes() {
        var notes = new ArrayList<String>();
        notes.add("Handfast was found on " + Whereabouts.found());
        if (Whereabouts.isClassPath()) {
            notes.add(Whereabouts.hint());
        }
        if (faults.isEmpty()) {
            missing.droppedEntries().forEach(other -> notes.add(other.fault()));
            List<String> lost = Surroundings.lost(here, jdk);
            if (!lost.isEmpty()) {
                notes.add("the JDK's own list has " + lost + ", and this JVM's has not");
            }
        }
        return notes;
    }

    private static void tellAnswers(Consumer<String> tell, List<Answer> answers) {
        head(tell, "Who answers");
        var all = new ArrayList<>(answers);
        all.addAll(Answer.ofManagers());
        all.forEach(answer -> tell.accept(row(answer.question(), answer.answer())));
    }

    private static void tellProviders(Consumer<String> tell) {
        head(tell, "Providers, in the order in which they are asked");
        int place = 1;
        for (Provider provider : Security.getProviders()) {
            tell.accept(row(Integer.toString(place++), provider.getName()));
        }
    }

    private static void tellAlgorithms(Consumer<String> tell, List<Effective> algorithms) {
        head(tell, "What Handfast has on while the application sets nothing, and what keeps the rest off");
        for (Effective each : algorithms) {
            tell.accept(row(each.what(), String.join(", ", each.on())));
            Map<String, List<String>> namesByReason = new LinkedHashMap<>();
            for (Effective.Off off : each.off()) {
                namesByReason
                        .computeIfAbsent(off.reason(), reason -> new ArrayList<>())
                        .add(off.name());
            }
            namesByReason.forEach(
                    (reason, names) -> tell.accept("    off: " + String.join(", ", names) + ": " + reason));
        }
    }

    private static void tellPrimitives(Consumer<String> tell) {
        head(tell, "Who calculates, and why; dev.handfast.crypto.NAME=jca or =bcprov changes most of it");
        for (Primitive primitive : Primitive.values()) {
            tell.accept(row(primitive.toString(), primitive.decision()));
        }
    }

    private void tellRecipes(Consumer<String> tell) {
        var recipes = new Recipes(jdk.entries());
        head(tell, "To install it in this JVM: a file with these two lines, for -Djava.security.properties=FILE");
        recipes.appendAndPrefer().forEach(tell);
        head(tell, "Or with the whole list, Handfast before all others");
        recipes.complete().forEach(tell);
    }

    private static void head(Consumer<String> tell, String title) {
        tell.accept("");
        tell.accept(title);
    }

    private static String row(String name, String value) {
        return String.format("  %-36s %s", name, value);
    }
}
