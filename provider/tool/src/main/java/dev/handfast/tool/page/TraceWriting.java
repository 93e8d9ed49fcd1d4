package dev.handfast.tool.page;

import dev.handfast.HandshakeEvent;
import dev.handfast.TlsFailure;
import dev.handfast.explain.Comparison;
import dev.handfast.explain.Meaning;
import dev.handfast.explain.Moment;
import dev.handfast.explain.Outcome;
import dev.handfast.explain.Recording;
import dev.handfast.explain.ShownCertificate;
import dev.handfast.explain.ShownChain;
import dev.handfast.explain.Side;
import dev.handfast.explain.TracedMessage;
import dev.handfast.tool.page.TraceDocument.Event;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** Makes the document of a recording. */
final class TraceWriting {
    private static final double NANOS_PER_MICRO = 1_000.0;

    private final Recording recording;
    private final Outcome outcome;
    private final List<TracedMessage> messages;

    TraceWriting(Recording recording) {
        this.recording = recording;
        this.outcome = Outcome.of(recording);
        this.messages = TracedMessage.of(recording);
    }

    TraceDocument document() {
        return new TraceDocument(
                TraceDocument.FORMAT,
                TraceDocument.VERSION,
                recording.began().toString(),
                party(Side.CLIENT),
                party(Side.SERVER),
                result(),
                messages(),
                IntStream.range(0, recording.moments().size())
                        .mapToObj(index -> event(index, recording.moments().get(index)))
                        .flatMap(Optional::stream)
                        .toList(),
                Comparison.of(recording),
                ShownChain.of(recording).stream().map(TraceWriting::chain).toList(),
                recording.dropped());
    }

    private TraceDocument.Party party(Side side) {
        return new TraceDocument.Party(recording.nameOf(side), recording.isHeard(side));
    }

    private TraceDocument.Result result() {
        return new TraceDocument.Result(
                outcome.completed(),
                outcome.protocol(),
                outcome.cipherSuite(),
                outcome.group(),
                outcome.resumed(),
                outcome.earlyData(),
                outcome.applicationProtocol(),
                outcome.serverName(),
                milliseconds(outcome.nanos()),
                outcome.traffic().get(Side.CLIENT),
                outcome.traffic().get(Side.SERVER),
                outcome.ending()
                        .map(ending ->
                                new TraceDocument.Alert(nameOf(ending.sender()), ending.alert(), ending.sentence()))
                        .orElse(null),
                outcome.failures().stream()
                        .map(failure -> new TraceDocument.Failure(
                                nameOf(failure.side()), failure.kind().name(), failure.sentence(), failure.remedy()))
                        .toList());
    }

    private List<TraceDocument.Message> messages() {
        return IntStream.range(0, messages.size())
                .mapToObj(index -> message(index + 1, messages.get(index)))
                .toList();
    }

    private TraceDocument.Message message(int number, TracedMessage traced) {
        return new TraceDocument.Message(
                number,
                traced.message().name(),
                nameOf(traced.sender()),
                milliseconds(traced.sent()),
                milliseconds(traced.received()),
                traced.message().length(),
                traced.keys(),
                traced.message().content(),
                Meaning.of(traced.message().name(), outcome.protocol()),
                HexFormat.of().formatHex(traced.message().bytes()),
                traced.fields());
    }

    /** Empty for what stands elsewhere in the document: the other end of a message, and the checks of certificates. */
    private Optional<Event> event(int place, Moment moment) {
        if (moment.event() instanceof HandshakeEvent.MessageSent
                || moment.event() instanceof HandshakeEvent.MessageReceived) {
            return message(place, moment);
        } else if (moment.event() instanceof HandshakeEvent.Decided decided) {
            return Optional.of(new Event(
                    milliseconds(moment.nanos()),
                    nameOf(moment.side()),
                    "decided",
                    null,
                    decided.question(),
                    decided.answer(),
                    decided.reason(),
                    null,
                    decided.ours(),
                    decided.theirs()));
        } else if (moment.event() instanceof HandshakeEvent.PeerVerified verified) {
            return event(moment, "verified", verified.subject(), null, verified.proof());
        } else if (moment.event() instanceof HandshakeEvent.SecretDerived derived) {
            return event(moment, "derived", derived.secret(), null, derived.from());
        } else if (moment.event() instanceof HandshakeEvent.WriteKeysChanged keys) {
            return event(moment, "writeKeys", keys.epoch(), null, null);
        } else if (moment.event() instanceof HandshakeEvent.ReadKeysChanged keys) {
            return event(moment, "readKeys", keys.epoch(), null, null);
        } else if (moment.event() instanceof HandshakeEvent.Completed completed) {
            return event(moment, "completed", completed.protocol(), completed.cipherSuite(), completed.group());
        } else if (moment.event() instanceof HandshakeEvent.Failed failed) {
            return Optional.of(new Event(
                    milliseconds(moment.nanos()),
                    nameOf(moment.side()),
                    "failed",
                    null,
                    failed.kind().name(),
                    failed.alert().map(TlsFailure.Alert::name).orElse(null),
                    failed.sentence(),
                    failed.remedy(),
                    null,
                    null));
        } else if (moment.event() instanceof HandshakeEvent.AlertSent alert) {
            return event(moment, "alertSent", alert.alert(), null, alert.sentence());
        } else if (moment.event() instanceof HandshakeEvent.AlertReceived alert) {
            return event(moment, "alertReceived", alert.alert(), null, null);
        }
        return Optional.empty();
    }

    /** Of the two ends of a message the one that was heard of first. */
    private Optional<Event> message(int place, Moment moment) {
        return IntStream.range(0, messages.size())
                .filter(index -> messages.get(index).moment() == place)
                .mapToObj(index -> new Event(
                        milliseconds(moment.nanos()),
                        nameOf(moment.side()),
                        "message",
                        index + 1,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null))
                .findFirst();
    }

    private static Optional<Event> event(Moment moment, String kind, String subject, String value, String reason) {
        return Optional.of(new Event(
                milliseconds(moment.nanos()),
                nameOf(moment.side()),
                kind,
                null,
                subject,
                value,
                reason,
                null,
                null,
                null));
    }

    private static TraceDocument.Chain chain(ShownChain shown) {
        return new TraceDocument.Chain(
                nameOf(shown.owner()),
                shown.proof(),
                shown.checks(),
                shown.chain().stream().map(TraceWriting::certificate).toList());
    }

    private static TraceDocument.Certificate certificate(ShownCertificate shown) {
        return new TraceDocument.Certificate(
                shown.subject(),
                shown.issuer(),
                shown.serial(),
                shown.notBefore().toString(),
                shown.notAfter().toString(),
                shown.names(),
                shown.key(),
                shown.signature(),
                shown.authority(),
                shown.selfIssued());
    }

    private static String nameOf(Side side) {
        return side.name().toLowerCase(Locale.ROOT);
    }

    private static Double milliseconds(OptionalLong nanos) {
        return nanos.isPresent() ? milliseconds(nanos.getAsLong()) : null;
    }

    /** To the microsecond. */
    private static double milliseconds(long nanos) {
        return Math.round(nanos / NANOS_PER_MICRO) / NANOS_PER_MICRO;
    }
}
