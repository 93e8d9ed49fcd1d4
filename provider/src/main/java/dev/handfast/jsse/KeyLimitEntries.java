package dev.handfast.jsse;

import dev.handfast.handshake.KeyLimits;
import dev.handfast.property.Property;
import dev.handfast.property.Warnings;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringTokenizer;

/** {@code jdk.tls.keyLimits}: {@code AES/GCM/NoPadding KeyUpdate 2^37}, and the like for other ciphers, between commas. */
final class KeyLimitEntries {
    private static final int MAX_EXPONENT = 62;

    private KeyLimitEntries() {}

    /** As they are now. A cipher that has no entry has no limit but that of the standard. */
    static KeyLimits current(Warnings warnings) {
        Map<String, Long> limits = new HashMap<>();
        for (String text : Property.KEY_LIMITS.list()) {
            var words = new StringTokenizer(text); // and no regular expression, which a first handshake would notice
            boolean three = words.countTokens() == 3;
            String cipher = words.nextToken();
            Optional<Long> bytes = three && words.nextToken().equalsIgnoreCase("KeyUpdate")
                    ? bytes(words.nextToken())
                    : Optional.empty();
            if (bytes.isPresent()) {
                limits.put(cipher.toUpperCase(Locale.ROOT), bytes.get());
            } else {
                Property.KEY_LIMITS.unusable(
                        warnings, text, "an entry is a cipher, KeyUpdate, and 1 to 2^" + MAX_EXPONENT + " bytes");
            }
        }
        return new KeyLimits(
                limits.getOrDefault("AES/GCM/NOPADDING", KeyLimits.NONE.aesGcm()),
                limits.getOrDefault("CHACHA20-POLY1305", KeyLimits.NONE.chaCha20Poly1305()));
    }

    /** @param text a number, or a power of two as {@code 2^37} */
    private static Optional<Long> bytes(String text) {
        boolean isPower = text.startsWith("2^");
        String digits = isPower ? text.substring(2) : text;
        if (digits.startsWith("+")) { // parseLong takes a sign
            return Optional.empty();
        }
        long number;
        try {
            number = Long.parseLong(digits);
        } catch (NumberFormatException noneOrTooLong) {
            return Optional.empty();
        }
        if (isPower) {
            return number >= 0 && number <= MAX_EXPONENT ? Optional.of(1L << number) : Optional.empty();
        }
        return number >= 1 && number <= 1L << MAX_EXPONENT ? Optional.of(number) : Optional.empty();
    }
}
