package dev.handfast.explain;

import dev.handfast.CertificateCheck;
import dev.handfast.HandshakeEvent;
import dev.handfast.HandshakeListener;
import dev.handfast.HandshakeStart;
import dev.handfast.TlsFailure;
import java.util.stream.Collectors;
import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;

/** The events of one connection for the flight recorder. Called by one thread after the other. */
@SuppressWarnings("UnusedVariable") // the recorder reads the fields of its events
final class FlightEvents implements HandshakeListener {
    private static final String UPDATE = "key update";

    private final HandshakeStart start;
    private final HandshakeFlight handshake = new HandshakeFlight();
    private final FailureFlight failure = new FailureFlight();

    FlightEvents(HandshakeStart start) {
        this.start = start;
        handshake.begin();
        failure.begin();
    }

    static boolean areWanted() {
        return new HandshakeFlight().isEnabled()
                || new FailureFlight().isEnabled()
                || new ChainFlight().isEnabled()
                || new AlertFlight().isEnabled()
                || new KeyUpdateFlight().isEnabled();
    }

    @Override
    public void on(HandshakeEvent event) {
        if (event instanceof HandshakeEvent.Decided decided
                && decided.question().equals("session")) {
            handshake.resumed = true;
        } else if (event instanceof HandshakeEvent.Completed completed) {
            complete(completed);
        } else if (event instanceof HandshakeEvent.Failed failed) {
            fail(failed);
        } else if (event instanceof HandshakeEvent.CertificatesChecked checked) {
            tell(checked);
        } else if (event instanceof HandshakeEvent.AlertSent alert) {
            tell(alert.alert(), "sent", alert.sentence());
        } else if (event instanceof HandshakeEvent.AlertReceived alert) {
            tell(alert.alert(), "received", "");
        } else if (event instanceof HandshakeEvent.WriteKeysChanged keys
                && keys.epoch().equals(UPDATE)) {
            tellUpdate("sent");
        } else if (event instanceof HandshakeEvent.ReadKeysChanged keys
                && keys.epoch().equals(UPDATE)) {
            tellUpdate("received");
        }
    }

    private void complete(HandshakeEvent.Completed completed) {
        handshake.end();
        if (handshake.shouldCommit()) {
            handshake.side = start.toString();
            handshake.protocol = completed.protocol();
            handshake.cipherSuite = completed.cipherSuite();
            handshake.group = completed.group();
            handshake.bytesSent = completed.traffic().bytesSent();
            handshake.bytesReceived = completed.traffic().bytesReceived();
            handshake.commit();
        }
    }

    private void fail(HandshakeEvent.Failed failed) {
        failure.end();
        if (failure.shouldCommit()) {
            failure.side = start.toString();
            failure.kind = failed.kind().name();
            failure.alert = failed.alert().map(TlsFailure.Alert::name).orElse("");
            failure.direction = failed.alert()
                    .map(alert -> alert.byPeer() ? "received" : "sent")
                    .orElse("");
            failure.sentence = failed.sentence();
            failure.remedy = failed.remedy();
            failure.commit();
        }
    }

    private void tell(HandshakeEvent.CertificatesChecked checked) {
        var flight = new ChainFlight();
        if (flight.shouldCommit() && !checked.chain().isEmpty()) {
            flight.side = start.toString();
            flight.subject = checked.chain().get(0).getSubjectX500Principal().toString();
            flight.validUntil = checked.chain().get(0).getNotAfter().toInstant().toString();
            flight.length = checked.chain().size();
            flight.trusted = checked.checks().stream().allMatch(CertificateCheck::passed);
            flight.findings = checked.checks().stream()
                    .map(check -> check.question() + ": " + check.finding())
                    .collect(Collectors.joining("; "));
            flight.commit();
        }
    }

    private void tell(String alert, String direction, String sentence) {
        var flight = new AlertFlight();
        if (flight.shouldCommit()) {
            flight.side = start.toString();
            flight.direction = direction;
            flight.alert = alert;
            flight.sentence = sentence;
            flight.commit();
        }
    }

    private void tellUpdate(String direction) {
        var flight = new KeyUpdateFlight();
        if (flight.shouldCommit()) {
            flight.side = start.toString();
            flight.direction = direction;
            flight.commit();
        }
    }

    @Name("dev.handfast.Handshake")
    @Label("TLS Handshake")
    @Description("From the setting up of a connection to where application data may flow")
    @Category({"Handfast", "TLS"})
    @Threshold("10 ms")
    @StackTrace(false)
    private static final class HandshakeFlight extends Event {
        @Label("Side")
        String side;

        @Label("Protocol")
        String protocol;

        @Label("Cipher Suite")
        String cipherSuite;

        @Label("Group")
        String group;

        @Label("Resumed")
        boolean resumed;

        @Label("Bytes Sent")
        @DataAmount
        long bytesSent;

        @Label("Bytes Received")
        @DataAmount
        long bytesReceived;
    }

    /** An event of its own: one that fails at once is not to fall under the threshold of those that succeed. */
    @Name("dev.handfast.HandshakeFailure")
    @Label("TLS Handshake Failure")
    @Description("From the setting up of a connection to where its handshake failed")
    @Category({"Handfast", "TLS"})
    @Threshold("0 ms")
    @StackTrace(false)
    private static final class FailureFlight extends Event {
        @Label("Side")
        String side;

        @Label("Kind")
        String kind;

        @Label("Alert")
        @Description("That ended it; empty if none went either way")
        String alert;

        @Label("Direction")
        @Description("Of the alert")
        String direction;

        @Label("Sentence")
        @Description("What is wrong")
        String sentence;

        @Label("Remedy")
        @Description("What to do")
        String remedy;
    }

    @Name("dev.handfast.CertificateChain")
    @Label("TLS Certificate Chain")
    @Description("The peer's certificates and what was found in them")
    @Category({"Handfast", "TLS"})
    @StackTrace(false)
    private static final class ChainFlight extends Event {
        @Label("Side")
        String side;

        @Label("Subject")
        String subject;

        @Label("Valid Until")
        String validUntil;

        @Label("Length")
        int length;

        @Label("Trusted")
        boolean trusted;

        @Label("Findings")
        String findings;
    }

    @Name("dev.handfast.Alert")
    @Label("TLS Alert")
    @Category({"Handfast", "TLS"})
    @StackTrace(false)
    private static final class AlertFlight extends Event {
        @Label("Side")
        String side;

        @Label("Direction")
        String direction;

        @Label("Alert")
        String alert;

        @Label("Sentence")
        @Description("Why we sent it")
        String sentence;
    }

    @Name("dev.handfast.KeyUpdate")
    @Label("TLS KeyUpdate")
    @Category({"Handfast", "TLS"})
    @StackTrace(false)
    private static final class KeyUpdateFlight extends Event {
        @Label("Side")
        String side;

        @Label("Direction")
        String direction;
    }
}
