package dev.handfast;

import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Says whether Handfast is in use, and if not, why. Run it as the application is run, with the same JVM, flags, environment and
 * class path:
 *
 * <pre>{@code
 * java -Djava.security.properties=handfast.security -cp handfast.jar:bcprov.jar:application.jar dev.handfast.Doctor
 * }</pre>
 *
 * An application that installs Handfast by itself calls {@link #examine} instead.
 */
public final class Doctor {
    private static final String EXAMINATION = "dev.handfast.doctor.Examination";

    private Doctor() {}

    /** Prints what it finds. Exits with 0 if Handfast answers, and with 1 if it does not or could not shake hands. */
    public static void main(String[] arguments) {
        System.exit(examine(System.out::println) ? 0 : 1);
    }

    /**
     * Examines the JVM that this is called in, whose default {@code SSLContext} it makes if that was not made before. Changes
     * nothing else; may be called by any thread.
     *
     * @param tell gets the findings, line by line
     * @return whether Handfast answers what an application asks for, and nothing stands in the way of its handshakes
     */
    public static boolean examine(Consumer<String> tell) {
        return examination().test(tell);
    }

    /** By name, as the provider makes its services: what is examined stands above this package. */
    @SuppressWarnings("unchecked") // generics are not there to be asked
    private static Predicate<Consumer<String>> examination() {
        try {
            return Class.forName(EXAMINATION)
                    .asSubclass(Predicate.class)
                    .getConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException incomplete) {
            throw new LinkageError("this is not the whole jar of Handfast: " + incomplete, incomplete);
        }
    }
}
