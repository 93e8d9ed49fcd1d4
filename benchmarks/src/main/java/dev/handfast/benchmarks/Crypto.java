package dev.handfast.benchmarks;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.Provider;
import java.security.Security;
import java.util.List;

/** Whose primitives come first in the JVM's list of providers, by the names that the command line gives. */
public enum Crypto {
    /** The JDK's: the list as it is. */
    jdk {
        @Override
        void putFirst() {
            requireFirst("SUN");
        }

        @Override
        List<Provider> providers() {
            return List.of(Security.getProviders());
        }
    },
    /** Amazon Corretto Crypto Provider's, which are native: AWS-LC. */
    accp {
        @Override
        void putFirst() {
            AmazonCorrettoCryptoProvider.INSTANCE.assertHealthy();
            AmazonCorrettoCryptoProvider.install();
            requireFirst(AmazonCorrettoCryptoProvider.PROVIDER_NAME);
        }

        @Override
        List<Provider> providers() {
            AmazonCorrettoCryptoProvider.INSTANCE.assertHealthy();
            return List.of(AmazonCorrettoCryptoProvider.INSTANCE);
        }
    };

    /** Puts them first, and refuses to go on if they aren't. Done before anything else, as whoever looked before won't look again. */
    abstract void putFirst();

    /** Those that have the primitives, in order of preference. */
    abstract List<Provider> providers();

    private static void requireFirst(String wanted) {
        String first = Security.getProviders()[0].getName();
        if (!first.equals(wanted)) {
            throw new IllegalStateException("the first provider is to be " + wanted + ", and is " + first);
        }
    }
}
