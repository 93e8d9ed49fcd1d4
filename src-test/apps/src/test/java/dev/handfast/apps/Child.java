package dev.handfast.apps;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/**
 * The {@code main} of every JVM that the tests start. It does what the lines of its standard input say, {@code serve IDENTITY} or {@code talk
 * PORT}, answers each with one line ({@link Said}), and ends when they do.
 */
final class Child {
    private Child() {}

    /** Arguments: the enum that is the application, and the name of its constant. */
    public static void main(String[] arguments) throws ReflectiveOperationException, IOException {
        Object application = constant(Class.forName(Child.class.getPackageName() + "." + arguments[0]), arguments[1]);
        var commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String command = commands.readLine(); command != null; command = commands.readLine()) {
            obey(application, command.split(" ", 2));
        }
        System.exit(0); // a server's threads would go on
    }

    private static Object constant(Class<?> type, String name) {
        return Stream.of(type.getEnumConstants())
                .filter(constant -> ((Enum<?>) constant).name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static void obey(Object application, String[] command) {
        try {
            String done = switch (command[0]) {
                case "serve" -> String.valueOf(((Server) application).serve(Identity.valueOf(command[1])));
                case "talk" -> ((Client) application).talk(Integer.parseInt(command[1]));
                default -> throw new IllegalArgumentException(command[0]);
            };
            Said.say(Said.Kind.DONE, done);
        } catch (Throwable failure) { // whatever it is, the test is to know
            failure.printStackTrace();
            Said.say(kind(failure), causes(failure));
        }
    }

    private static Said.Kind kind(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                        .anyMatch(SSLException.class::isInstance)
                ? Said.Kind.REFUSED
                : Said.Kind.FAILED;
    }

    private static String causes(Throwable failure) {
        var causes = new StringJoiner(" <- ");
        Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .forEach(cause -> causes.add(cause.toString()));
        return causes.toString();
    }
}
