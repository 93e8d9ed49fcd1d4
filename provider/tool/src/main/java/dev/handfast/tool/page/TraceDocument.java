package dev.handfast.tool.page;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.handfast.CertificateCheck;
import dev.handfast.RecordCounts;
import dev.handfast.explain.Comparison;
import dev.handfast.explain.Field;
import dev.handfast.explain.Keys;
import java.util.List;

/**
 * A recorded handshake as the JSON document that trace.schema.json describes: one component for each property, in this order. Times
 * are milliseconds since the trace began.
 *
 * @param began ISO 8601, UTC
 * @param dropped events that came after the trace was full
 */
record TraceDocument(
        String format,
        int version,
        String began,
        Party client,
        Party server,
        Result outcome,
        List<Message> messages,
        List<Event> events,
        List<Comparison> offers,
        List<Chain> certificates,
        long dropped) {
    static final String FORMAT = "handfast-trace";
    static final int VERSION = 1;

    /** @param heard whether it was listened to, and not its peer alone */
    record Party(String name, boolean heard) {}

    /**
     * @param group {@code none} for RSA key transport
     * @param clientTraffic null if it was not listened to, or did not complete
     */
    record Result(
            boolean completed,
            String protocol,
            String cipherSuite,
            String group,
            boolean resumed,
            boolean earlyData,
            String applicationProtocol,
            String serverName,
            double milliseconds,
            RecordCounts clientTraffic,
            RecordCounts serverTraffic,
            Alert alert,
            List<Failure> failures) {}

    record Alert(String sender, String name, String sentence) {}

    /** @param kind one of FAILURES.md */
    record Failure(String side, String kind, String sentence, String remedy) {}

    /**
     * @param number from 1 on; events name it
     * @param sentAt null if its sender was not listened to
     * @param receivedAt null if its receiver was not listened to, or it did not arrive
     * @param bytes hexadecimal, the header of four bytes included
     */
    record Message(
            int number,
            String name,
            String sender,
            Double sentAt,
            Double receivedAt,
            int length,
            Keys keys,
            String says,
            String meaning,
            String bytes,
            List<Field> fields) {}

    /**
     * What happened, in order. Which of the rest are there depends on {@code kind}.
     *
     * @param kind {@code message} where it was first heard of, {@code decided}, {@code verified}, {@code derived}, {@code writeKeys}, {@code readKeys}, {@code completed},
     *     {@code failed}, {@code alertSent} or {@code alertReceived}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Event(
            double at,
            String side,
            String kind,
            Integer message,
            String subject,
            String value,
            String reason,
            String remedy,
            List<String> ours,
            List<String> theirs) {}

    record Chain(String owner, String proof, List<CertificateCheck> checks, List<Certificate> chain) {}

    record Certificate(
            String subject,
            String issuer,
            String serial,
            String notBefore,
            String notAfter,
            List<String> names,
            String key,
            String signature,
            boolean authority,
            boolean selfIssued) {}
}
