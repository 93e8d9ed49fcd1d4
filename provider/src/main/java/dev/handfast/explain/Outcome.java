package dev.handfast.explain;

import dev.handfast.FailureKind;
import dev.handfast.HandshakeEvent;
import dev.handfast.RecordCounts;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What came of a handshake. Immutable.
 *
 * @param completed application data may flow
 * @param protocol such as {@code TLSv1.3}; empty if it was not settled, like the other names
 * @param group of the key exchange; {@code none} for RSA key transport
 * @param resumed of an earlier connection: no certificate was shown
 * @param earlyData was taken
 * @param serverName that the client asked for; empty if it named none
 * @param nanos from the first moment to the last of the handshake, its alert or failure included
 * @param traffic that each side counted, of those that were listened to
 * @param failures of each side whose handshake failed, of those that were listened to
 */
public record Outcome(
        boolean completed,
        String protocol,
        String cipherSuite,
        String group,
        boolean resumed,
        boolean earlyData,
        String applicationProtocol,
        String serverName,
        long nanos,
        Map<Side, RecordCounts> traffic,
        Optional<Ending> ending,
        List<Failure> failures) {

    /**
     * The alert that ended it.
     *
     * @param sentence why; empty if its sender was not listened to
     */
    public record Ending(Side sender, String alert, String sentence) {}

    /**
     * That the handshake of a side failed.
     *
     * @param sentence what is wrong, as this side knows it
     * @param remedy what to do; empty if the sentence says it
     */
    public record Failure(Side side, FailureKind kind, String sentence, String remedy) {}

    public Outcome {
        traffic = Map.copyOf(traffic);
        failures = List.copyOf(failures);
    }

    /** What came of the handshake up to now. */
    public static Outcome of(Recording recording) {
        Agreed agreed = Agreed.of(recording);
        List<TracedMessage> messages = TracedMessage.of(recording);
        var reading = new Reading();
        recording.moments().forEach(reading::take);
        return new Outcome(
                isCompleted(recording, reading),
                agreed.protocol(),
                agreed.cipherSuite(),
                reading.group,
                reading.resumed,
                reading.earlyData,
                protocolOf(messages),
                valueIn(messages, "ClientHello", "host_name"),
                reading.nanos,
                reading.traffic,
                Optional.ofNullable(reading.ending),
                reading.failures);
    }

    /** By every side that was listened to: a client may be done, and the server refuses its certificate after that. */
    private static boolean isCompleted(Recording recording, Reading reading) {
        return !reading.traffic.isEmpty()
                && Stream.of(Side.values())
                        .allMatch(side -> !recording.isHeard(side) || reading.traffic.containsKey(side));
    }

    /** TLS 1.3 says it in EncryptedExtensions, TLS 1.2 in the ServerHello. */
    private static String protocolOf(List<TracedMessage> messages) {
        String newer = valueIn(messages, "EncryptedExtensions", "protocol_name");
        return newer.isEmpty() ? valueIn(messages, "ServerHello", "protocol_name") : newer;
    }

    private static String valueIn(List<TracedMessage> messages, String name, String field) {
        return messages.stream()
                .filter(message -> message.message().name().equals(name))
                .findFirst()
                .map(message -> Field.valueOf(message.fields(), field))
                .orElse("");
    }

    private static final class Reading {
        private final Map<Side, RecordCounts> traffic = new EnumMap<>(Side.class);
        private String group = "";
        private boolean resumed;
        private boolean earlyData;
        private long nanos;
        private Ending ending;
        private final List<Failure> failures = new ArrayList<>();

        void take(Moment moment) {
            if (moment.event() instanceof HandshakeEvent.Completed completed) {
                group = completed.group();
                nanos = moment.nanos();
                traffic.put(moment.side(), completed.traffic());
            } else if (moment.event() instanceof HandshakeEvent.Failed failed) {
                fail(moment, failed);
            } else if (moment.event() instanceof HandshakeEvent.Decided decided) {
                resumed |= decided.question().equals("session");
                earlyData |= decided.question().equals("early data")
                        && decided.answer().equals("accepted");
            } else if (moment.event() instanceof HandshakeEvent.AlertSent alert) {
                end(moment, moment.side(), alert.alert(), Printable.sentence(alert.sentence()));
            } else if (moment.event() instanceof HandshakeEvent.AlertReceived alert
                    && !alert.alert().equals("close_notify")) {
                end(moment, moment.side().peer(), alert.alert(), "");
            }
        }

        private void fail(Moment moment, HandshakeEvent.Failed failed) {
            boolean said = failed.sentence().contains(failed.remedy());
            failures.add(new Failure(
                    moment.side(),
                    failed.kind(),
                    Printable.sentence(failed.sentence()),
                    said ? "" : Printable.sentence(failed.remedy())));
            nanos = ending == null && traffic.isEmpty() ? moment.nanos() : nanos;
        }

        /** The first one counts: what is sent also arrives. */
        private void end(Moment moment, Side sender, String alert, String sentence) {
            if (ending == null || ending.sentence().isEmpty() && ending.sender() == sender) {
                ending = new Ending(sender, Printable.text(alert), sentence);
                nanos = traffic.isEmpty() ? moment.nanos() : nanos;
            }
        }
    }
}
