package dev.handfast.doctor;

import dev.handfast.HandfastProvider;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.Provider;
import java.security.Security;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Why a provider that somebody wanted is not in the JVM's list. The JVM itself says nothing. */
final class MissingProvider {
    private static final String OVERRIDE = "java.security.properties";
    private static final String PROVIDER = HandfastProvider.class.getName();

    private final Numbering here;
    private final MasterFile master;
    private final ClassLoader system = ClassLoader.getSystemClassLoader();

    MissingProvider(Numbering here, MasterFile master) {
        this.here = here;
        this.master = master;
    }

    /** Why Handfast is not there. */
    List<Finding> ofHandfast() {
        var findings = new ArrayList<Finding>();
        findings.addAll(droppedEntries());
        here.unread().forEach((number, entry) -> findings.add(unread(number, entry)));
        override().ifPresent(findings::add);
        if (findings.isEmpty()) {
            findings.add(new Finding(
                    "no security.provider.N names Handfast, and no code has installed it so far",
                    "give the JVM -D" + OVERRIDE + "=FILE with one of the files below; or, where the application calls"
                            + " Security.insertProviderAt, let it call Doctor.examine afterwards, for this run is not the"
                            + " application's"));
        }
        return findings;
    }

    /** The entries that are not the JDK's own, and that got no provider. */
    List<Finding> droppedEntries() {
        Set<String> loaded = Stream.of(Security.getProviders())
                .flatMap(provider ->
                        Stream.of(provider.getName(), provider.getClass().getName()))
                .collect(Collectors.toSet());
        List<String> own = master.numbering().entries();
        SortedMap<Integer, String> dropped = new TreeMap<>();
        for (int number = 1; number < here.next(); number++) {
            String entry = here.entries().get(number - 1);
            if (!loaded.contains(Numbering.name(entry)) && !own.contains(entry)) {
                dropped.put(number, entry);
            }
        }
        return dropped.entrySet().stream()
                .map(entry -> dropped(entry.getKey(), entry.getValue()))
                .toList();
    }

    private Finding unread(int number, String entry) {
        return new Finding(
                Numbering.line(number, entry) + " is not read: the JVM stops at security.provider." + here.next()
                        + ", which is missing or empty",
                "leave no number out: " + Numbering.line(here.next(), entry));
    }

    private Finding dropped(int number, String entry) {
        String name = Numbering.name(entry);
        String line = Numbering.line(number, entry);
        if (name.equals(HandfastProvider.NAME) || name.equals(PROVIDER)) {
            return ours(number, name);
        }
        if (name.toLowerCase(Locale.ROOT).contains("handfast") && !isClass(name)) {
            return new Finding(
                    line + " is a wrong name: no provider is called so",
                    "write " + Numbering.line(number, HandfastProvider.NAME) + ", in these letters, or "
                            + Numbering.line(number, PROVIDER));
        }
        return failure(name)
                .map(why -> new Finding(line + " got no provider: " + why, "mend it, or renumber the list without it"))
                .orElseGet(() -> inexplicable(line));
    }

    private Finding ours(int number, String name) {
        String line = Numbering.line(number, name);
        Optional<String> why = failure(PROVIDER);
        if (why.isPresent()) {
            return new Finding(line + " got no provider: " + why.get(), Whereabouts.remedy());
        }
        if (name.equals(HandfastProvider.NAME) && !isService()) {
            return new Finding(
                    line + " is found by nobody: " + Whereabouts.found()
                            + " has no META-INF/services/java.security.Provider, or module-info, that names "
                            + PROVIDER,
                    "use the jar as it was published; or write " + Numbering.line(number, PROVIDER));
        }
        return inexplicable(line);
    }

    private static Finding inexplicable(String line) {
        return new Finding(
                line + " got no provider when the JVM read it, and would get one now",
                "run once more with -Djava.security.debug=jca, which prints what happens");
    }

    /** Does what the JVM does with a class name, and says what fails. */
    private Optional<String> failure(String className) {
        try {
            system.loadClass(className)
                    .asSubclass(Provider.class)
                    .getConstructor()
                    .newInstance();
            return Optional.empty();
        } catch (ClassNotFoundException missing) {
            return Optional.of("the system class loader, which alone is asked, finds no class " + className
                    + (className.equals(PROVIDER) ? " (this Doctor comes from " + Whereabouts.found() + ")" : ""));
        } catch (InvocationTargetException thrown) {
            return Optional.of("the constructor of " + className + " throws " + thrown.getCause());
        } catch (ReflectiveOperationException | ClassCastException | LinkageError unusable) {
            return Optional.of(className + " cannot be made: " + unusable);
        }
    }

    private boolean isClass(String name) {
        try {
            system.loadClass(name);
            return true;
        } catch (ClassNotFoundException none) {
            return false;
        }
    }

    /** Whether the JVM, which goes by service, can get from the name to the class. */
    private boolean isService() {
        try {
            return ServiceLoader.load(Provider.class, system).stream()
                    .anyMatch(service -> service.type().getName().equals(PROVIDER));
        } catch (ServiceConfigurationError broken) {
            // Somebody else's services file. The JVM goes on behind it.
            return true;
        }
    }

    /** What is wrong with the file of {@code -Djava.security.properties}, of which the JVM says nothing either. */
    private Optional<Finding> override() {
        String file = System.getProperty(OVERRIDE);
        if (file == null) {
            return Optional.empty();
        }
        if (!master.permitsOverride()) {
            return Optional.of(new Finding(
                    "-D" + OVERRIDE + "=" + file + " is ignored: security.overridePropertiesFile is not true in "
                            + MasterFile.path(),
                    "set it to true there, or write the lines below into that file itself"));
        }
        String path = file.startsWith("=") ? file.substring(1) : file;
        return isThere(path)
                ? Optional.empty()
                : Optional.of(new Finding(
                        "-D" + OVERRIDE + "=" + file + " names no file that can be read; a relative path is one from "
                                + Path.of("").toAbsolutePath(),
                        "give the whole path"));
    }

    /** A URL is believed: it was fetched, or not, when the JVM started. */
    private static boolean isThere(String path) {
        try {
            return path.contains(":/") || path.contains("${") || Files.isReadable(Path.of(path));
        } catch (InvalidPathException illegal) {
            return false;
        }
    }
}
