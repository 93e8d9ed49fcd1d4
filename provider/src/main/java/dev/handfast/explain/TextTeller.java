package dev.handfast.explain;

import dev.handfast.CertificateCheck;
import dev.handfast.HandshakeEvent;
import dev.handfast.TlsFailure;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Tells a recorded handshake as the talk that it is: the client on the left, the server on the right, then what came of it. One with
 * RSA key transport is told in the seven steps of {@link KeyTransportStory} if it comes to its end. Immutable.
 */
public final class TextTeller {
    private static final double NANOS_PER_MILLI = 1e6;

    private final int width;
    private final Paint paint;

    /**
     * A teller for lines of up to {@code width} columns; where two columns do not fit into it, it tells in one.
     *
     * @param paint {@link Paint#PLAIN} for no colours
     */
    public TextTeller(int width, Paint paint) {
        this.width = width;
        this.paint = paint;
    }

    /** Gives what {@code trace} has heard up to now to {@code lines}, each without its end. */
    public void tell(Trace trace, Consumer<String> lines) {
        new Telling(trace.recording(), new Columns(width, paint, lines)).tell();
    }

    /** One telling of one recording. */
    private static final class Telling {
        private final Recording recording;
        private final Columns columns;
        private final Outcome outcome;
        private final Map<Moment, TracedMessage> messages;
        private final Set<HandshakeEvent.SecretDerived> told = new HashSet<>();
        private final Set<String> explained = new HashSet<>();

        Telling(Recording recording, Columns columns) {
            this.recording = recording;
            this.columns = columns;
            this.outcome = Outcome.of(recording);
            this.messages = TracedMessage.of(recording).stream()
                    .collect(Collectors.toMap(
                            message -> recording.moments().get(message.moment()),
                            Function.identity(),
                            (first, again) -> first));
        }

        void tell() {
            columns.ends(Style.SPEAKER, recording.client(), recording.server());
            boolean steps = outcome.completed() && outcome.cipherSuite().startsWith("TLS_RSA_") && !outcome.resumed();
            List<KeyTransportStory.Chapter> chapters = steps
                    ? KeyTransportStory.chapters(recording.moments())
                    : List.of(new KeyTransportStory.Chapter("", "", recording.moments()));
            int number = 1;
            for (KeyTransportStory.Chapter chapter : chapters) {
                if (!chapter.title().isEmpty()) {
                    columns.blank();
                    columns.across(Style.TITLE, number++ + ". " + chapter.title());
                    columns.across(Style.MEANING, chapter.explanation());
                }
                tell(chapter.moments());
            }
            tellOutcome();
        }

        /** Secrets that one side makes at once are told at once. */
        private void tell(List<Moment> moments) {
            var secrets = new ArrayList<Moment>();
            for (Moment moment : moments) {
                boolean more = moment.event() instanceof HandshakeEvent.SecretDerived
                        && (secrets.isEmpty() || secrets.get(0).side() == moment.side());
                if (!more) {
                    tellSecrets(secrets);
                    secrets.clear();
                }
                if (moment.event() instanceof HandshakeEvent.SecretDerived) {
                    secrets.add(moment);
                } else {
                    tell(moment);
                }
            }
            tellSecrets(secrets);
        }

        /** What the peer has told already it is enough to name. */
        private void tellSecrets(List<Moment> made) {
            var same = new ArrayList<String>();
            for (Moment moment : made) {
                var derived = (HandshakeEvent.SecretDerived) moment.event();
                if (told.add(derived)) {
                    say(moment.side(), Style.SECRET, "* has the " + derived.secret() + ", made of " + derived.from());
                } else {
                    same.add(derived.secret());
                }
            }
            if (!same.isEmpty()) {
                say(made.get(0).side(), Style.SECRET, "* makes the same for itself: the " + String.join(", ", same));
            }
        }

        private void tell(Moment moment) {
            Side side = moment.side();
            if (messages.containsKey(moment)) {
                tell(messages.get(moment));
            } else if (moment.event() instanceof HandshakeEvent.Decided decided) {
                say(
                        side,
                        Style.DECISION,
                        "- settles the " + decided.question() + ": " + decided.answer() + ", because "
                                + decided.reason());
            } else if (moment.event() instanceof HandshakeEvent.CertificatesChecked checked) {
                checked.checks().forEach(check -> tell(side, check));
            } else if (moment.event() instanceof HandshakeEvent.PeerVerified verified) {
                say(
                        side,
                        Style.PASSED,
                        "+ believes that " + recording.nameOf(side.peer()) + " is " + verified.subject() + ": "
                                + verified.proof());
            } else if (moment.event() instanceof HandshakeEvent.WriteKeysChanged keys) {
                say(side, Style.SECRET, "* writes under the keys for " + keys.epoch() + " from here on");
            } else if (moment.event() instanceof HandshakeEvent.AlertSent alert) {
                columns.blank();
                columns.arrow(side, "alert " + alert.alert(), at(moment.nanos()));
                say(side, Style.FAILED, "because " + alert.sentence());
            } else if (moment.event() instanceof HandshakeEvent.AlertReceived alert
                    && !recording.isHeard(side.peer())) {
                columns.blank();
                columns.arrow(side.peer(), "alert " + alert.alert(), at(moment.nanos()));
            } else if (moment.event() instanceof HandshakeEvent.Failed failed && !isOurs(failed.alert())) {
                say(side, Style.FAILED, "! gives up: " + failed.sentence());
            }
        }

        /** Then it has been told already, with its reason. */
        private static boolean isOurs(Optional<TlsFailure.Alert> alert) {
            return alert.filter(sent -> !sent.byPeer()).isPresent();
        }

        private void tell(Side side, CertificateCheck check) {
            say(
                    side,
                    check.passed() ? Style.PASSED : Style.FAILED,
                    (check.passed() ? "+ checks the " : "! checks the ") + check.question() + ": " + check.finding());
        }

        private void tell(TracedMessage traced) {
            String keys = traced.keys().equals(Keys.NONE)
                    ? "plain text"
                    : "under " + traced.keys().secret();
            columns.blank();
            columns.arrow(
                    traced.sender(),
                    traced.message().name(),
                    traced.message().length() + " bytes, " + keys + ", " + at(traced.at()));
            say(traced.sender(), Style.SPEECH, "\"" + traced.message().content() + ".\"");
            String meaning = Meaning.of(traced.message().name(), outcome.protocol());
            if (!meaning.isEmpty() && explained.add(meaning)) {
                say(traced.sender(), Style.MEANING, meaning);
            }
        }

        /** Whatever a peer has a part in goes through here. */
        private void say(Side side, Style style, String text) {
            String who = columns.isPair() ? "" : recording.nameOf(side) + " ";
            boolean act = !who.isEmpty() && text.length() > 1 && text.charAt(1) == ' ';
            String named = act ? text.substring(0, 2) + who + text.substring(2) : text;
            columns.paragraph(side, style, Printable.line(named));
        }

        private void tellOutcome() {
            columns.blank();
            if (outcome.completed()) {
                columns.across(Style.PASSED, "Completed in " + at(outcome.nanos()));
                tell("protocol", outcome.protocol());
                tell("cipher suite", outcome.cipherSuite());
                tell("key exchange", outcome.group().equals("none") ? "RSA key transport" : outcome.group());
                tell("resumed", resumption());
                tell("early data", outcome.earlyData() ? "accepted" : "");
                tell("application protocol", outcome.applicationProtocol());
                for (Side side : Side.values()) {
                    tell(
                            recording.nameOf(side) + " counted",
                            Objects.toString(outcome.traffic().get(side), ""));
                }
            } else {
                columns.across(Style.FAILED, "Not completed");
            }
            outcome.ending()
                    .ifPresent(ending -> columns.across(
                            Style.FAILED,
                            recording.nameOf(ending.sender()) + " ended it with the alert " + ending.alert()
                                    + (ending.sentence().isEmpty() ? "" : ": " + ending.sentence())));
            outcome.failures().forEach(this::tell);
        }

        private String resumption() {
            if (outcome.resumed()) {
                return "yes, so no certificate was shown";
            }
            boolean shown = messages.values().stream()
                    .anyMatch(traced -> traced.message().name().equals("Certificate"));
            return shown ? "no, a full handshake" : "no, but a pre-shared key stood for certificates";
        }

        /** A reason that the alert has been told with is not told again. */
        private void tell(Outcome.Failure failure) {
            boolean told = outcome.ending()
                    .filter(ending -> ending.sentence().equals(failure.sentence()))
                    .isPresent();
            columns.across(
                    Style.FAILED,
                    recording.nameOf(failure.side()) + " calls it " + failure.kind()
                            + (told ? "" : ": " + failure.sentence()));
            if (!failure.remedy().isEmpty()) {
                columns.across(
                        Style.MEANING, "What " + recording.nameOf(failure.side()) + " can do: " + failure.remedy());
            }
        }

        private void tell(String name, String value) {
            if (!value.isEmpty()) {
                columns.across(Style.QUIET, String.format("%-22s%s", name, value));
            }
        }

        private static String at(long nanos) {
            return String.format(Locale.ROOT, "%.1f ms", nanos / NANOS_PER_MILLI);
        }
    }
}
