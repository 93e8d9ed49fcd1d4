package dev.handfast.tool;

import picocli.CommandLine.TypeConversionException;

/** A number on the command line. */
final class WholeNumber {
    private WholeNumber() {}

    /**
     * Reads it.
     *
     * @param what it is, for the sentence
     * @throws TypeConversionException with a sentence, if it is none from {@code least} to {@code most}
     */
    static int of(String text, int least, int most, String what) {
        if (text.matches("\\d{1,9}")) {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw new TypeConversionException(
                "'" + text + "' is no " + what + ": write a number from " + least + " to " + most);
    }
}
