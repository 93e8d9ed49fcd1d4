package dev.handfast.managers;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStore.PrivateKeyEntry;
import java.security.KeyStoreException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * {@code NewSunX509} and {@code PKIX}: the keys of several key stores, each under its own protection, which may change while we
 * run, as a token's do. It shows nothing that the peer cannot take. Its aliases are {@code 1.store.alias}, as the JDK's manager
 * of this name has them but for the first number. Thread-safe.
 */
final class BuiltKeyManager extends ChoosingKeyManager {
    private static final Logger LOG = System.getLogger("dev.handfast");
    private static final String PREFIX = "1.";

    private final List<KeyStore.Builder> builders;
    private final CertificateRules rules = CertificateRules.current();

    /** Looked through once, as long as the store has the same certificates under the alias. */
    private final Map<String, OwnChain> chains = new ConcurrentHashMap<>();

    /** Decrypting a key takes thousands of hashes of its password: not for each handshake. */
    private final Map<String, Held> keys = new ConcurrentHashMap<>();

    private volatile String lastTold = "";

    /** A key, and the store and certificates that it belongs to. */
    private record Held(KeyStore store, OwnChain chain, PrivateKey key) {}

    /** Where an alias of ours leads. */
    private record Found(String name, KeyStore.Builder builder, KeyStore store, String alias, OwnChain chain) {}

    /** @param keyType which of those asked for, the best being 0 */
    private record Candidate(String alias, Fitness fitness, int keyType) {
        /** Negative if this one is the better. */
        static int compare(Candidate one, Candidate other) {
            int fitter = one.fitness.compareTo(other.fitness);
            return fitter != 0 ? fitter : Integer.compare(one.keyType, other.keyType);
        }
    }

    BuiltKeyManager(List<KeyStore.Builder> builders) {
        this.builders = builders;
    }

    @Override
    String choose(String[] keyTypes, Principal[] issuers, Purpose purpose, Supplier<Circumstances> connection) {
        if (keyTypes.length == 0 || builders.isEmpty()) {
            return null;
        }
        Wish wish = Wish.of(purpose, connection.get());
        Candidate best = null;
        for (int i = 0; i < builders.size() && (best == null || best.fitness() != Fitness.PERFECT); i++) {
            for (Candidate each : candidates(i, keyTypes, issuers, wish)) {
                if (best == null || Candidate.compare(each, best) < 0) {
                    best = each;
                }
            }
        }
        return best == null ? null : best.alias();
    }

    @Override
    String[] aliases(String keyType, Principal[] issuers, Purpose purpose) {
        var found = new ArrayList<Candidate>();
        Wish wish = Wish.of(purpose, Circumstances.UNKNOWN);
        for (int i = 0; i < builders.size(); i++) {
            found.addAll(candidates(i, new String[] {keyType}, issuers, wish));
        }
        found.sort(Candidate::compare);
        return found.stream().map(Candidate::alias).toArray(String[]::new);
    }

    /** Those of one store that can be shown at all. A store that cannot be read has none. */
    private List<Candidate> candidates(int store, String[] keyTypes, Principal[] issuers, Wish wish) {
        var candidates = new ArrayList<Candidate>();
        try {
            KeyStore opened = builders.get(store).getKeyStore();
            for (String alias : Collections.list(opened.aliases())) {
                String name = PREFIX + store + "." + alias;
                OwnChain chain = opened.isKeyEntry(alias) ? chain(name, alias, opened) : null;
                int keyType = chain == null ? -1 : keyType(chain, keyTypes);
                if (keyType >= 0 && chain.isIssuedByOneOf(issuers)) {
                    add(new Candidate(name, chain.fitness(wish), keyType), candidates);
                }
            }
        } catch (KeyStoreException | RuntimeException unreadable) {
            tell(
                    "key store " + store + " of the key manager cannot be read and has no certificate for anybody",
                    unreadable);
        }
        return candidates;
    }

    private static void add(Candidate candidate, List<Candidate> candidates) {
        if (candidate.fitness() != Fitness.UNACCEPTABLE) {
            candidates.add(candidate);
        }
    }

    private static int keyType(OwnChain chain, String[] keyTypes) {
        for (int i = 0; i < keyTypes.length; i++) {
            if (chain.hasKeyType(keyTypes[i])) {
                return i;
            }
        }
        return -1;
    }

    /** Null for a key without certificates. */
    private OwnChain chain(String name, String alias, KeyStore opened) throws KeyStoreException {
        var certificates = opened.getCertificateChain(alias);
        OwnChain known = chains.get(name);
        if (known != null && known.isOf(certificates)) {
            return known;
        }
        Optional<OwnChain> fresh = OwnChain.of(certificates, rules);
        if (fresh.isEmpty()) {
            return null;
        }
        chains.put(name, fresh.get());
        return fresh.get();
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        Found found = find(alias);
        return found == null ? null : found.chain().certificates();
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        Found found = find(alias);
        if (found == null) {
            return null;
        }
        Held held = keys.get(found.name());
        if (held != null && held.store() == found.store() && held.chain() == found.chain()) {
            return held.key();
        }
        try {
            return load(found);
        } catch (GeneralSecurityException | RuntimeException unusable) {
            tell("the key " + alias + " of the key manager cannot be used", unusable);
            return null;
        }
    }

    /** Null for what is no alias of ours, or has gone. */
    private Found find(String alias) {
        int number = store(alias);
        if (number < 0) {
            return null;
        }
        try {
            String its = alias.substring(alias.indexOf('.', alias.indexOf('.') + 1) + 1);
            String name = PREFIX + number + "." + its;
            KeyStore store = builders.get(number).getKeyStore();
            OwnChain chain = store.isKeyEntry(its) ? chain(name, its, store) : null;
            return chain == null ? null : new Found(name, builders.get(number), store, its, chain);
        } catch (KeyStoreException | RuntimeException unreadable) {
            tell("the certificate " + alias + " of the key manager cannot be read", unreadable);
            return null;
        }
    }

    /** A key that stays in its token is asked for each time: the token may have been out and in again. */
    private PrivateKey load(Found found) throws GeneralSecurityException {
        KeyStore.ProtectionParameter protection = found.builder().getProtectionParameter(found.alias());
        if (!(found.store().getEntry(found.alias(), protection) instanceof PrivateKeyEntry entry)) {
            return null;
        }
        PrivateKey key = entry.getPrivateKey();
        if (key.getFormat() != null) {
            keys.put(found.name(), new Held(found.store(), found.chain(), key));
        }
        return key;
    }

    /** The number of the store in {@code number.store.alias}; -1 if it is no alias of that form. */
    private int store(String alias) {
        int first = alias == null ? -1 : alias.indexOf('.');
        int second = first < 0 ? -1 : alias.indexOf('.', first + 1);
        try {
            int store = second < 0 ? -1 : Integer.parseInt(alias, first + 1, second, 10);
            return store < builders.size() ? store : -1;
        } catch (NumberFormatException noNumber) {
            return -1;
        }
    }

    /** Once, and not for each connection. */
    private void tell(String what, Exception why) {
        String told = what + ": " + why.getMessage();
        if (!told.equals(lastTold)) {
            lastTold = told;
            LOG.log(Level.WARNING, told);
        }
    }
}
