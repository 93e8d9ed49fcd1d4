package dev.handfast.doctor;

import dev.handfast.HandfastProvider;
import java.io.File;
import java.security.CodeSource;

/** Where this JVM has the jar from: the list of providers is looked up in the system class loader and nowhere else. */
final class Whereabouts {
    private static final String FOR_JAR = "JAVA_TOOL_OPTIONS=\"-Djava.security.properties=FILE"
            + " --module-path=HANDFAST.jar" + File.pathSeparator + "BCPROV.jar\"";

    private Whereabouts() {}

    /** The way and the place, for a sentence. */
    static String found() {
        Class<?> provider = HandfastProvider.class;
        ClassLoader loader = provider.getClassLoader();
        if (provider.getModule().isNamed()) {
            return "the module path, " + place();
        } else if (loader == null) {
            return "the boot class path";
        } else if (loader == ClassLoader.getSystemClassLoader()) {
            return "the class path, " + place();
        }
        return "the application's own class loader " + loader.getClass().getName() + ", " + place();
    }

    private static String place() {
        CodeSource source = HandfastProvider.class.getProtectionDomain().getCodeSource();
        return source == null ? "somewhere" : source.getLocation().toString();
    }

    /** True where {@code java -jar} would not find it: there the class path is the application's jar. */
    static boolean isClassPath() {
        return !HandfastProvider.class.getModule().isNamed()
                && HandfastProvider.class.getClassLoader() == ClassLoader.getSystemClassLoader();
    }

    /** What brings the jar to the system class loader. */
    static String remedy() {
        return "put both jars on the class path; with java -jar, which ignores -cp, and for jars inside of an application's"
                + " jar or folder, set " + FOR_JAR;
    }

    /** For those whose application is a jar. */
    static String hint() {
        return "java -jar ignores the class path: there, set " + FOR_JAR;
    }
}
