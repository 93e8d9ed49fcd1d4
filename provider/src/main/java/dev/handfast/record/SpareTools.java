package dev.handfast.record;

import dev.handfast.wire.CipherSuite;
import java.lang.ref.WeakReference;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReferenceArray;
import javax.crypto.Cipher;

/**
 * Ciphers of one kind for directions of connections that have lost their own to a garbage collection: a few for many, since few work at
 * the same time. A cipher that a thousand have in turn gets the key anew for each record, which costs less than a new cipher, and less
 * than a thousand of them cost the processor's caches. One that is busy on its own soon has one that the others leave alone. They
 * are kept weakly, too. Thread-safe.
 *
 * <p>Those who seal and those who open have their own: the JDK's ChaCha20-Poly1305 takes no nonce twice in a row under one key, not even
 * to open what it has just sealed for the other end, which may be in the same JVM.
 */
final class SpareTools {
    private static final int SLOTS = 256;

    private static final Map<CipherSuite.Bulk, SpareTools> SEALING = one();
    private static final Map<CipherSuite.Bulk, SpareTools> OPENING = one();

    private final CipherSuite.Bulk bulk;
    private final AtomicReferenceArray<WeakReference<CipherTool>> slots = new AtomicReferenceArray<>(SLOTS);

    private SpareTools(CipherSuite.Bulk bulk) {
        this.bulk = bulk;
    }

    private static Map<CipherSuite.Bulk, SpareTools> one() {
        var each = new EnumMap<CipherSuite.Bulk, SpareTools>(CipherSuite.Bulk.class);
        for (CipherSuite.Bulk bulk : CipherSuite.Bulk.values()) {
            each.put(bulk, new SpareTools(bulk));
        }
        return each;
    }

    /** @param mode {@link Cipher#ENCRYPT_MODE} or {@link Cipher#DECRYPT_MODE} */
    static SpareTools of(int mode, CipherSuite.Bulk bulk) {
        return (mode == Cipher.ENCRYPT_MODE ? SEALING : OPENING).get(bulk);
    }

    /** Any, which is the caller's until he gives it back. By chance, so that threads have no counter to fight for. */
    CipherTool take() {
        int slot = ThreadLocalRandom.current().nextInt(SLOTS);
        WeakReference<CipherTool> kept = slots.get(slot);
        CipherTool tool = kept == null ? null : kept.get();
        if (tool != null && tool.take()) {
            return tool;
        }
        tool = new CipherTool(bulk);
        slots.set(slot, tool.reference());
        return tool;
    }
}
