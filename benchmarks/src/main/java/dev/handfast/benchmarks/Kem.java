package dev.handfast.benchmarks;

import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;

/** {@code javax.crypto.KEM}, which JDK 17 lacks, by the names of its methods. Finding them costs a microsecond, the work tens. */
final class Kem {
    private static final String CLASS = "javax.crypto.KEM";

    private final Object kem;

    Kem(Provider provider) throws GeneralSecurityException {
        try {
            kem = Class.forName(CLASS)
                    .getMethod("getInstance", String.class, Provider.class)
                    .invoke(null, "ML-KEM", provider);
        } catch (ReflectiveOperationException e) {
            throw new NoSuchAlgorithmException("this JDK has no ML-KEM", e);
        }
    }

    /** Encapsulates a new secret under {@code key}. */
    byte[] encapsulate(PublicKey key) throws GeneralSecurityException {
        try {
            Object encapsulator = call(CLASS, kem, "newEncapsulator", PublicKey.class, key);
            Object encapsulated = Class.forName(CLASS + "$Encapsulator")
                    .getMethod("encapsulate")
                    .invoke(encapsulator);
            return (byte[]) Class.forName(CLASS + "$Encapsulated")
                    .getMethod("encapsulation")
                    .invoke(encapsulated);
        } catch (ReflectiveOperationException e) {
            throw new GeneralSecurityException(e);
        }
    }

    /** The secret that was encapsulated. */
    Object decapsulate(PrivateKey key, byte[] encapsulation) throws GeneralSecurityException {
        try {
            Object decapsulator = call(CLASS, kem, "newDecapsulator", PrivateKey.class, key);
            return call(CLASS + "$Decapsulator", decapsulator, "decapsulate", byte[].class, encapsulation);
        } catch (ReflectiveOperationException e) {
            throw new GeneralSecurityException(e);
        }
    }

    private static Object call(String in, Object on, String method, Class<?> type, Object argument)
            throws ReflectiveOperationException {
        return Class.forName(in).getMethod(method, type).invoke(on, argument);
    }
}
