package dev.handfast.managers;

import java.net.Socket;
import java.security.Principal;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

/** The many ways in which JSSE asks a key manager, as two: which one for this connection, and which at all. */
abstract class ChoosingKeyManager extends X509ExtendedKeyManager {
    private static final String[] NOTHING = {};

    /**
     * The alias to use for a connection; null where none fits.
     *
     * @param keyTypes best first
     * @param issuers null or empty where anybody will do
     * @param connection asked for only where it decides something
     */
    abstract String choose(String[] keyTypes, Principal[] issuers, Purpose purpose, Supplier<Circumstances> connection);

    /** All aliases with such a key, best first; none where there are none. */
    abstract String[] aliases(String keyType, Principal[] issuers, Purpose purpose);

    @Override
    public final String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
        return choose(present(keyTypes), issuers, Purpose.CLIENT, () -> Circumstances.of(socket));
    }

    @Override
    public final String chooseEngineClientAlias(String[] keyTypes, Principal[] issuers, SSLEngine engine) {
        return choose(present(keyTypes), issuers, Purpose.CLIENT, () -> Circumstances.of(engine));
    }

    @Override
    public final String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
        return choose(present(keyType), issuers, Purpose.SERVER, () -> Circumstances.of(socket));
    }

    @Override
    public final String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
        return choose(present(keyType), issuers, Purpose.SERVER, () -> Circumstances.of(engine));
    }

    @Override
    public final String[] getClientAliases(String keyType, Principal[] issuers) {
        return nullIfEmpty(keyType == null ? NOTHING : aliases(keyType, issuers, Purpose.CLIENT));
    }

    @Override
    public final String[] getServerAliases(String keyType, Principal[] issuers) {
        return nullIfEmpty(keyType == null ? NOTHING : aliases(keyType, issuers, Purpose.SERVER));
    }

    private static String[] present(String... keyTypes) {
        return keyTypes == null ? NOTHING : keyTypes;
    }

    private static String[] nullIfEmpty(String[] aliases) {
        return aliases.length == 0 ? null : aliases;
    }
}
