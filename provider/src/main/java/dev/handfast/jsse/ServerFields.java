package dev.handfast.jsse;

import dev.handfast.crypto.DheGroup;
import dev.handfast.managers.DisabledAlgorithms;
import dev.handfast.property.Property;
import dev.handfast.property.Warnings;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.TlsFault;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The finite field that a TLS 1.2 server uses with a client that names none. Immutable.
 *
 * @param bits how large it is at least, {@code jdk.tls.ephemeralDHKeySize}
 * @param own those of {@code jdk.tls.server.defaultDHEParameters}
 */
record ServerFields(int bits, List<DheGroup> own) {
    private static final int DEFAULT_BITS = 2048;
    private static final int MAX_BITS = 8192;
    private static final String PARAMETERS = "\\{([0-9A-Fa-f]+),([0-9A-Fa-f]+)\\}";

    /** As the properties are now. Checking whether a prime that no standard names is safe takes its time, once. */
    static ServerFields current(Warnings warnings) {
        return new ServerFields(bits(warnings), parameters(warnings));
    }

    /**
     * The operator's own of just that size; else a named one, the first of those that are enabled if some are. Empty if all are
     * forbidden.
     */
    Optional<DheGroup> field(List<NamedGroup> enabled, DisabledAlgorithms disabled) {
        List<NamedGroup> named =
                enabled.stream().filter(NamedGroup::isFiniteField).toList();
        List<NamedGroup> candidates = named.isEmpty() ? permitted(disabled) : named;
        return own.stream()
                .filter(group -> group.bits() == bits && disabled.permitsField(bits))
                .findFirst()
                .or(() -> candidates.stream()
                        .map(DheGroup::named)
                        .filter(group -> group.bits() >= bits)
                        .findFirst());
    }

    private static List<NamedGroup> permitted(DisabledAlgorithms disabled) {
        return NamedGroup.SUPPORTED.stream()
                .filter(NamedGroup::isFiniteField)
                .filter(disabled::permits)
                .toList();
    }

    /** {@code matched} means 2048 bits at most in the JDK, and fewer are refused here. */
    private static int bits(Warnings warnings) {
        Property property = Property.EPHEMERAL_DH_KEY_SIZE;
        String value = property.value();
        if (value == null || value.equals("matched")) {
            return DEFAULT_BITS;
        }
        if (value.equals("legacy")) {
            property.unusable(warnings, value, "a field of 768 bits protects nobody");
            return DEFAULT_BITS;
        }
        OptionalInt bits = property.given(DEFAULT_BITS, warnings);
        if (bits.isPresent() && (bits.getAsInt() > MAX_BITS || bits.getAsInt() % 64 != 0)) {
            property.unusable(warnings, value, "it has to be a multiple of 64, at most " + MAX_BITS);
            return DEFAULT_BITS;
        }
        return bits.orElse(DEFAULT_BITS);
    }

    private static List<DheGroup> parameters(Warnings warnings) {
        Property property = Property.DEFAULT_DHE_PARAMETERS;
        if (!property.isSet()) {
            return List.of();
        }
        var groups = new ArrayList<DheGroup>();
        String value = property.value().replaceAll("[\\s\"]", "");
        Matcher entry = Pattern.compile(PARAMETERS).matcher(value);
        while (entry.find()) {
            try {
                groups.add(DheGroup.checked(bytes(entry.group(1)), bytes(entry.group(2))));
            } catch (TlsFault unusable) {
                property.unusable(
                        warnings, entry.group(), "it has to be a safe prime and a generator, 2048 to 8192 bits");
            }
        }
        if (!value.replaceAll(PARAMETERS, "").replace(",", "").isEmpty()) {
            property.unusable(
                    warnings, value, "it has to be {p,g} in hexadecimal digits, and more of them between commas");
        }
        return List.copyOf(groups);
    }

    private static byte[] bytes(String hexadecimal) {
        return new BigInteger(hexadecimal, 16).toByteArray();
    }
}
