package dev.handfast;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Why a connection failed, for programs: hangs on the exception that a socket or engine throws, as its cause or among the
 * suppressed. The exception's own message says the same to a person. Each value is a fact from where the fault was found, and none
 * is a secret. Immutable, but for what {@code Throwable} has.
 */
public final class TlsFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Facts facts;
    private final transient Alert alert;
    private final String progress;
    private final String explanation;

    /**
     * Made by Handfast.
     *
     * @param alert null if none went either way
     * @param progress how far it got
     * @param explanation the paragraph for a person
     */
    public TlsFailure(Facts facts, Alert alert, String progress, String explanation) {
        super(facts.kind() + (alert == null ? "" : " (" + alert + ")") + " " + progress);
        this.facts = facts;
        this.alert = alert;
        this.progress = progress;
        this.explanation = explanation;
    }

    /** The one that belongs to {@code thrown}: itself, or among its causes and what they have suppressed. */
    public static Optional<TlsFailure> of(Throwable thrown) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Throwable> waiting = new ArrayDeque<>();
        for (Throwable next = thrown; next != null; next = waiting.poll()) {
            if (next instanceof TlsFailure failure) {
                return Optional.of(failure);
            }
            if (seen.add(next)) {
                if (next.getCause() != null) {
                    waiting.add(next.getCause());
                }
                Collections.addAll(waiting, next.getSuppressed());
            }
        }
        return Optional.empty();
    }

    /** Which case it is. */
    public FailureKind kind() {
        return facts.kind();
    }

    /** The standard's name of the alert that ended the connection, such as {@code handshake_failure}; empty if there was none. */
    public Optional<String> alert() {
        return Optional.ofNullable(alert).map(Alert::name);
    }

    /** The peer ended the connection with the {@link #alert}; otherwise we did, or nobody said anything. */
    public boolean sentByPeer() {
        return alert != null && alert.byPeer();
    }

    /** How far the connection got, such as {@code after we sent ClientHello and received nothing}. */
    public String during() {
        return progress;
    }

    /** What we had to offer, best first: of what {@link #kind} is about. Empty where that is no list. */
    public List<String> ours() {
        return facts.ours();
    }

    /**
     * What the peer offered, or showed. Empty where that is no list, or nobody knows. Of a peer that names more than
     * 400 the first so many, and at the end how many more there are; a name longer than
     * 300 characters is cut and ends in an ellipsis.
     */
    public List<String> theirs() {
        return facts.theirs();
    }

    /** What was not to be had although it might have helped, and why: the property, constraint or missing key. */
    public Map<String, String> removed() {
        return facts.removed();
    }

    /** What to do. */
    public String remedy() {
        return facts.remedy();
    }

    /** The whole of it in one paragraph, for a person. */
    public String explanation() {
        return explanation;
    }

    /**
     * An alert that ended a connection.
     *
     * @param name the standard's
     * @param byPeer the peer sent it; otherwise we did
     */
    public record Alert(String name, boolean byPeer) {
        @Override
        public String toString() {
            return name + (byPeer ? " from the peer" : " from us");
        }
    }

    /**
     * What is known of a fault where it is found. Immutable; grows by copies.
     *
     * @param ours as {@link TlsFailure#ours}
     * @param theirs as {@link TlsFailure#theirs}
     * @param removed as {@link TlsFailure#removed}, in order
     */
    public record Facts(
            FailureKind kind, List<String> ours, List<String> theirs, Map<String, String> removed, String remedy) {
        /** More than any list of names that TLS has; a peer may send tens of thousands, and we keep them with the exception. */
        private static final int MOST_NAMES = 400;

        private static final int LONGEST_NAME = 300;

        public Facts {
            ours = List.copyOf(ours);
            theirs = List.copyOf(theirs);
            removed = Collections.unmodifiableMap(new LinkedHashMap<>(removed));
        }

        /** No more than which case it is; the remedy is that of the kind. */
        public static Facts of(FailureKind kind) {
            return new Facts(kind, List.of(), List.of(), Map.of(), kind.remedy());
        }

        /** What both sides offered; of theirs so much as {@link TlsFailure#theirs} says. */
        public Facts offers(List<?> ours, List<?> theirs) {
            return new Facts(kind, names(ours), bounded(theirs), removed, remedy);
        }

        public Facts removed(Map<String, String> reasons) {
            return new Facts(kind, ours, theirs, reasons, remedy);
        }

        public Facts remedy(String text) {
            return new Facts(kind, ours, theirs, removed, text);
        }

        private static List<String> names(List<?> values) {
            return values.stream().map(Object::toString).toList();
        }

        private static List<String> bounded(List<?> values) {
            if (values.size() <= MOST_NAMES) {
                return values.stream().map(Facts::cut).toList();
            }
            return Stream.concat(
                            values.stream().limit(MOST_NAMES).map(Facts::cut),
                            Stream.of("and " + (values.size() - MOST_NAMES) + " more"))
                    .toList();
        }

        private static String cut(Object value) {
            String name = value.toString();
            if (name.length() <= LONGEST_NAME) {
                return name;
            }
            boolean pair = Character.isHighSurrogate(name.charAt(LONGEST_NAME - 1));
            return name.substring(0, pair ? LONGEST_NAME - 1 : LONGEST_NAME) + "…";
        }
    }
}
