package dev.handfast.doctor;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.function.Consumer;

/** What an application server or an executable jar does: it has the application's jars in a class loader of its own. */
final class Container {
    private Container() {}

    /** Arguments: the application's jars. Runs the Doctor in the application. */
    public static void main(String[] jars) throws Exception {
        var urls = new URL[jars.length];
        for (int index = 0; index < jars.length; index++) {
            urls[index] = Path.of(jars[index]).toUri().toURL();
        }
        try (var application = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
            Consumer<String> print = System.out::println;
            Class<?> doctor = application.loadClass("dev.handfast.Doctor");
            boolean answers =
                    (boolean) doctor.getMethod("examine", Consumer.class).invoke(null, print);
            System.out.println(answers);
        }
    }
}
