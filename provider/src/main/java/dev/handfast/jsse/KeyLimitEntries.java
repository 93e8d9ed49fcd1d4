package dev.handfast.jsse;

import dev.handfast.handshake.KeyLimits;
import dev.handfast.property.Property;
import dev.handfast.property.Warnings;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code jdk.tls.keyLimits}: {@code AES/GCM/NoPadding KeyUpdate 2^37}, and the like for other ciphers, between commas. */
final class KeyLimitEntries {
    private static final Pattern ENTRY =
            Pattern.compile("(\\S+)\\s+KeyUpdate\\s+(2\\^)?(\\d{1,19})", Pattern.CASE_INSENSITIVE);

    private static final int MAX_EXPONENT = 62;

    private KeyLimitEntries() {}

    /** As they are now. A cipher that has no entry has no limit but that of the standard. */
    static KeyLimits current(Warnings warnings) {
        Map<String, Long> limits = new HashMap<>();
        for (String text : Property.KEY_LIMITS.list()) {
            Matcher entry = ENTRY.matcher(text);
            Optional<Long> bytes = entry.matches() ? bytes(entry) : Optional.empty();
            if (bytes.isPresent()) {
                limits.put(entry.group(1).toUpperCase(Locale.ROOT), bytes.get());
            } else {
                Property.KEY_LIMITS.unusable(
                        warnings, text, "an entry is a cipher, KeyUpdate, and 1 to 2^" + MAX_EXPONENT + " bytes");
            }
        }
        return new KeyLimits(
                limits.getOrDefault("AES/GCM/NOPADDING", KeyLimits.NONE.aesGcm()),
                limits.getOrDefault("CHACHA20-POLY1305", KeyLimits.NONE.chaCha20Poly1305()));
    }

    private static Optional<Long> bytes(Matcher entry) {
        long number;
        try {
            number = Long.parseLong(entry.group(3));
        } catch (NumberFormatException tooLong) {
            return Optional.empty();
        }
        if (entry.group(2) != null) {
            return number <= MAX_EXPONENT ? Optional.of(1L << number) : Optional.empty();
        }
        return number >= 1 && number <= 1L << MAX_EXPONENT ? Optional.of(number) : Optional.empty();
    }
}
