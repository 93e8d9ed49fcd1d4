package dev.handfast.apps;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The class path of a child: the tests' own, in which a library may stand in another version. */
record ClassPath(List<Path> entries) {
    private static final Pattern JAR = Pattern.compile("(.+?)-(\\d.*)\\.jar");

    static ClassPath ofTheTests() {
        return new ClassPath(Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .toList());
    }

    /** This one with the jars in {@code target/DIRECTORY}, where the build copied them, instead of those of the same artifacts. */
    ClassPath replacing(String directory) throws IOException {
        List<Path> others;
        try (Stream<Path> jars = Files.list(Path.of("target", directory))) {
            others = jars.map(Path::toAbsolutePath).sorted().toList();
        }
        List<String> replaced = others.stream().map(ClassPath::artifact).toList();
        var changed = new ArrayList<Path>(others);
        entries.stream().filter(entry -> !replaced.contains(artifact(entry))).forEach(changed::add);
        return new ClassPath(changed);
    }

    /** The version of an artifact, as its jar's name has it. */
    String version(String artifact) {
        return entries.stream()
                .filter(entry -> artifact(entry).equals(artifact))
                .map(entry -> name(entry).group(2))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no " + artifact + " in " + entries));
    }

    /** Empty for what is not a jar with a version. */
    private static String artifact(Path entry) {
        Matcher name = name(entry);
        return name.matches() ? name.group(1) : "";
    }

    private static Matcher name(Path entry) {
        Matcher name = JAR.matcher(entry.getFileName().toString());
        name.matches();
        return name;
    }

    @Override
    public String toString() {
        return entries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
}
