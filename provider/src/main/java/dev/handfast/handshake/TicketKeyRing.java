package dev.handfast.handshake;

import dev.handfast.crypto.TicketKey;
import java.util.List;

/** The keys of tickets: one seals, it and the older ones open. Thread-safe. */
public interface TicketKeyRing {
    /** All that open, the one that seals first; never empty. Those that are not among them any more are erased. */
    List<TicketKey> keys();
}
