package dev.handfast.apps;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** How the list of providers is set from outside: what a file for {@code -Djava.security.properties} says. */
enum Providers {
    /** The JDK's own list. */
    SUNJSSE("sun.security.ssl.") {
        @Override
        List<String> names(List<String> ofTheJdk) {
            return ofTheJdk;
        }
    },

    /** The complete list, Handfast first. */
    HANDFAST_FIRST(Providers.OURS) {
        @Override
        List<String> names(List<String> ofTheJdk) {
            var names = new ArrayList<String>(List.of("Handfast"));
            names.addAll(ofTheJdk);
            return names;
        }
    },

    /** The complete list, Handfast first and SunJSSE left out. */
    HANDFAST_WITHOUT_SUNJSSE(Providers.OURS) {
        @Override
        List<String> names(List<String> ofTheJdk) {
            List<String> names = HANDFAST_FIRST.names(ofTheJdk);
            names.remove("SunJSSE");
            return names;
        }
    },

    /** Handfast last in the list, and preferred: two lines. */
    HANDFAST_PREFERRED(Providers.OURS) {
        @Override
        List<String> names(List<String> ofTheJdk) {
            var names = new ArrayList<String>(ofTheJdk);
            names.add("Handfast");
            return names;
        }

        @Override
        String preferred() {
            return "SSLContext.TLS:Handfast, SSLContext.TLSv1.2:Handfast, SSLContext.TLSv1.3:Handfast,"
                    + " SSLContext.SSL:Handfast, SSLContext.Default:Handfast, " + super.preferred();
        }
    };

    private static final String OURS = "dev.handfast.jsse.";
    private static final String PROVIDER = "security.provider.";

    private final String engines;

    Providers(String engines) {
        this.engines = engines;
    }

    abstract List<String> names(List<String> ofTheJdk);

    /** What {@code jdk.security.provider.preferred} says: {@link Witness} is asked for PKIX, too, by applications that name it. */
    String preferred() {
        return "KeyManagerFactory.PKIX:Witness, TrustManagerFactory.PKIX:Witness";
    }

    /** What the names of the classes of engines and sockets begin with. */
    String engines() {
        return engines;
    }

    /** Writes the file for the JDK that runs now: its list of providers, ours where it belongs, and {@link Witness} last of all. */
    Path write(Path directory) throws IOException {
        var lines = new ArrayList<String>();
        var names = new ArrayList<String>(names(ofTheJdk()));
        names.add(Witness.class.getName());
        for (String name : names) {
            lines.add(PROVIDER + (lines.size() + 1) + "=" + name);
        }
        lines.add("jdk.security.provider.preferred=" + preferred());
        lines.add("ssl.KeyManagerFactory.algorithm=" + Witness.ALGORITHM);
        lines.add("ssl.TrustManagerFactory.algorithm=" + Witness.ALGORITHM);
        return Files.write(directory.resolve(name() + ".security"), lines);
    }

    private static List<String> ofTheJdk() throws IOException {
        var properties = new Properties();
        Path file = Path.of(System.getProperty("java.home"), "conf", "security", "java.security");
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        var names = new ArrayList<String>();
        for (String name = properties.getProperty(PROVIDER + 1);
                name != null;
                name = properties.getProperty(PROVIDER + (names.size() + 1))) {
            names.add(name);
        }
        return names;
    }
}
