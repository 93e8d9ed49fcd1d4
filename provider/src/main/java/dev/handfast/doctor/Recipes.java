package dev.handfast.doctor;

import dev.handfast.HandfastProvider;
import java.security.Security;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What to write into the file of {@code -Djava.security.properties}, for a JDK with these providers.
 *
 * @param jdk the entries of the JDK's own file
 */
record Recipes(List<String> jdk) {
    static final String PREFERRED = "jdk.security.provider.preferred";

    /** Nothing is renumbered: Handfast comes last, and is asked first for what it is there for. */
    List<String> appendAndPrefer() {
        int place = jdk.indexOf(HandfastProvider.NAME); // if somebody wrote it into the JDK's own file
        return List.of(
                Numbering.line(place < 0 ? jdk.size() + 1 : place + 1, HandfastProvider.NAME),
                PREFERRED + "=" + preferred());
    }

    private static String preferred() {
        String own = ":" + HandfastProvider.NAME;
        String others = Security.getProperty(PREFERRED);
        return Stream.concat(
                        Stream.of(others == null ? new String[0] : others.split(","))
                                .map(String::trim)
                                .filter(entry -> !entry.isEmpty() && !entry.endsWith(own)),
                        Stream.of("TLS", "TLSv1.2", "TLSv1.3", "SSL", "Default")
                                .map(name -> "SSLContext." + name + own))
                .collect(Collectors.joining(", "));
    }

    /** Handfast is the first, and all others move down by one: what keeps its number would be replaced. */
    List<String> complete() {
        var names = new ArrayList<>(jdk);
        names.remove(HandfastProvider.NAME);
        names.add(0, HandfastProvider.NAME);
        var lines = new ArrayList<String>();
        for (String name : names) {
            lines.add(Numbering.line(lines.size() + 1, name));
        }
        return lines;
    }
}
