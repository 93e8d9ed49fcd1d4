package dev.handfast.managers;

import java.security.Key;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.NoSuchAlgorithmException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * {@code SunX509}: the keys of one key store, all under one password, read once. Its aliases are the store's. It prefers what
 * suits the connection; among equals it takes the one that the JDK's manager of this name would, which never looks further: a
 * server that works there works here. Immutable.
 */
final class StoredKeyManager extends ChoosingKeyManager {
    /** A hash map as in the JDK's: its order decides which of two keys is the first. */
    private final Map<String, Credential> credentials;

    private record Credential(String alias, OwnChain chain, PrivateKey key) {}

    private StoredKeyManager(Map<String, Credential> credentials) {
        this.credentials = credentials;
    }

    /** @param store null for no keys at all */
    static StoredKeyManager in(KeyStore store, char[] password)
            throws KeyStoreException, NoSuchAlgorithmException, UnrecoverableKeyException {
        var credentials = new HashMap<String, Credential>();
        CertificateRules rules = CertificateRules.current();
        for (String alias : store == null ? List.<String>of() : Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias)) {
                Key key = store.getKey(alias, password);
                Optional<OwnChain> chain = OwnChain.of(store.getCertificateChain(alias), rules);
                if (key instanceof PrivateKey secret && chain.isPresent()) {
                    credentials.put(alias, new Credential(alias, chain.get(), secret));
                }
            }
        }
        return new StoredKeyManager(credentials);
    }

    /** One key and its certificates. */
    static StoredKeyManager of(String alias, PrivateKey key, X509Certificate... certificates) {
        OwnChain chain = OwnChain.of(certificates, CertificateRules.current()).orElseThrow();
        return new StoredKeyManager(Map.of(alias, new Credential(alias, chain, key)));
    }

    /** Whether there is no key in it. */
    boolean isEmpty() {
        return credentials.isEmpty();
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        Credential found = alias == null ? null : credentials.get(alias);
        return found == null ? null : found.chain().certificates();
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        Credential found = alias == null ? null : credentials.get(alias);
        return found == null ? null : found.key();
    }

    @Override
    String choose(String[] keyTypes, Principal[] issuers, Purpose purpose, Supplier<Circumstances> connection) {
        Credential first = null;
        List<Credential> more = null;
        for (String keyType : keyTypes) {
            for (Credential each : credentials.values()) {
                if (each.chain().hasKeyType(keyType) && each.chain().isIssuedByOneOf(issuers)) {
                    if (first == null) {
                        first = each;
                    } else {
                        more = more == null ? new ArrayList<>(List.of(first)) : more;
                        more.add(each);
                    }
                }
            }
        }
        if (more != null) {
            return best(more, Wish.of(purpose, connection.get())).alias();
        }
        return first == null ? null : first.alias(); // without a choice nothing is left to look at
    }

    private static Credential best(List<Credential> candidates, Wish wish) {
        Credential best = null;
        Fitness fitness = null;
        for (Credential each : candidates) {
            Fitness its = each.chain().fitness(wish);
            if (best == null || its.compareTo(fitness) < 0) {
                best = each;
                fitness = its;
            }
        }
        return best;
    }

    @Override
    String[] aliases(String keyType, Principal[] issuers, Purpose purpose) {
        Wish wish = Wish.of(purpose, Circumstances.UNKNOWN);
        return credentials.values().stream()
                .filter(each -> each.chain().hasKeyType(keyType) && each.chain().isIssuedByOneOf(issuers))
                .sorted(Comparator.comparing(each -> each.chain().fitness(wish)))
                .map(Credential::alias)
                .toArray(String[]::new);
    }
}
