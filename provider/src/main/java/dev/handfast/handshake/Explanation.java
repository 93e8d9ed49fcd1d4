package dev.handfast.handshake;

import dev.handfast.TlsFailure;
import dev.handfast.wire.PeerAlert;
import dev.handfast.wire.TlsFault;
import java.util.ArrayList;

/** A fault in one paragraph: what it is, what removed the rest, how far the handshake got, and what to do. */
final class Explanation {
    private Explanation() {}

    /** @param quiet no alert went either way */
    static TlsFailure of(TlsFault fault, String progress, boolean quiet) {
        boolean byPeer = fault instanceof PeerAlert;
        var alert = quiet ? null : new TlsFailure.Alert(fault.alert().toString(), byPeer);
        var failure = new TlsFailure(fault.facts(), alert, progress, paragraph(fault, alert, progress));
        failure.setStackTrace(fault.getStackTrace());
        return failure;
    }

    private static String paragraph(TlsFault fault, TlsFailure.Alert alert, String progress) {
        var parts = new ArrayList<String>();
        parts.add(fault.getMessage());
        if (!fault.facts().removed().isEmpty()) {
            parts.add("not possible here: " + Removed.tell(fault.facts().removed()));
        }
        String what = alert == null
                ? "this was"
                : (alert.byPeer() ? "the peer sent" : "we sent") + " the alert " + alert.name();
        parts.add(what + " " + progress);
        String remedy = fault.facts().remedy();
        if (!fault.getMessage().contains(remedy)) { // a trust manager's own message has it already
            parts.add("to do: " + remedy);
        }
        return oneLine(String.join("; ", parts));
    }

    /** Names in it come from the peer: none of them begins a new line in somebody's log. */
    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ");
    }
}
