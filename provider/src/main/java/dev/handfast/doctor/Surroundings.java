package dev.handfast.doctor;

import java.util.ArrayList;
import java.util.List;

/** What Handfast needs beside itself. */
final class Surroundings {
    /** One of the classes that handshakes use. */
    private static final String BOUNCY_CASTLE = "org.bouncycastle.crypto.ec.CustomNamedCurves";

    private Surroundings() {}

    static List<Finding> missing(Numbering here, Numbering jdk) {
        var findings = new ArrayList<Finding>();
        List<String> lost = lost(here, jdk);
        if (lost.contains("SUN")) {
            findings.add(new Finding(
                    "the JDK's provider SUN is gone from the list, and with it SHA-256, key stores and certificates: what"
                            + " overrides security.provider.1 replaces that line alone. Gone are " + lost,
                    "write the whole list below, or the two lines"));
        }
        try {
            Class.forName(BOUNCY_CASTLE, false, Surroundings.class.getClassLoader());
        } catch (ClassNotFoundException missing) {
            findings.add(new Finding(
                    "bcprov is missing: contexts can be made, and every handshake will fail",
                    "put bcprov-jdk18on beside Handfast's jar, in the same path"));
        }
        return findings;
    }

    /** The JDK's own providers that this JVM's list does not name, to the end that the JVM reads. */
    static List<String> lost(Numbering here, Numbering jdk) {
        var lost = new ArrayList<>(jdk.entries());
        lost.removeAll(here.entries());
        return lost;
    }
}
