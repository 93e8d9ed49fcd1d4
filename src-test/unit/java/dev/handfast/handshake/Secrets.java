package dev.handfast.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.handfast.crypto.Offer;
import dev.handfast.crypto.Secret;
import dev.handfast.wire.Alert;
import dev.handfast.wire.TlsFault;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All secrets that lead from a connection: of its state, of the work that the state defers, of its two halves. Which is nobody's
 * business but a test's.
 */
public final class Secrets {
    private static final String OURS = "dev.handfast.";

    private final List<Secret> secrets = new ArrayList<>();
    private final List<byte[]> privateKeys = new ArrayList<>();
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private Secrets() {}

    /** Those that are alive now. */
    public static Secrets of(Connection connection) throws ReflectiveOperationException {
        var found = new Secrets();
        found.visit(connection);
        return found;
    }

    /**
     * A fault where the peer's subject is now leaves nothing of them.
     *
     * @param some whether there are any until then
     */
    public static void assertErasedByAFault(ScriptedPeer peer, boolean some) throws Exception {
        Secrets secrets = of(peer.subject());
        assertEquals(some, secrets.size() > 0);
        peer.subject().fail(new TlsFault(Alert.INTERNAL_ERROR, "out of luck"));
        secrets.assertErased();
        assertEquals(0, of(peer.subject()).size());
    }

    public int size() {
        return secrets.size() + privateKeys.size();
    }

    /** None of them can be read any more. */
    public void assertErased() {
        for (Secret secret : secrets) {
            assertThrows(IllegalStateException.class, secret::bytes, "a secret is left");
        }
        for (byte[] key : privateKeys) {
            if (isAlive(key)) {
                throw new AssertionError("the private half of a key exchange is left");
            }
        }
    }

    private void visit(Object object) throws ReflectiveOperationException {
        if (object instanceof Optional<?> optional && optional.isPresent()) {
            visit(optional.get());
        } else if (object instanceof List<?> list) {
            for (Object each : list) {
                visit(each);
            }
        } else if (object instanceof Secret secret) {
            if (isAlive(secret)) {
                secrets.add(secret);
            }
        } else if (isOurs(object) && seen.add(object)) {
            for (Class<?> type = object.getClass(); type.getName().startsWith(OURS); type = type.getSuperclass()) {
                for (Field field : type.getDeclaredFields()) {
                    visitField(object, field);
                }
            }
        }
    }

    private void visitField(Object owner, Field field) throws ReflectiveOperationException {
        if (field.getType().isPrimitive() || Modifier.isStatic(field.getModifiers())) {
            return;
        }
        field.setAccessible(true);
        Object value = field.get(owner);
        if (owner instanceof Offer && field.getName().equals("privateKey") && value instanceof byte[] key) {
            if (isAlive(key)) {
                privateKeys.add(key);
            }
        } else {
            visit(value);
        }
    }

    private static boolean isOurs(Object object) {
        return object != null
                && object.getClass().getName().startsWith(OURS)
                && !(object instanceof Enum)
                && !(object instanceof Settings);
    }

    private static boolean isAlive(Secret secret) {
        try {
            return secret.bytes() != null;
        } catch (IllegalStateException erased) {
            return false;
        }
    }

    private static boolean isAlive(byte[] key) {
        for (byte part : key) {
            if (part != 0) {
                return true;
            }
        }
        return false;
    }
}
