package dev.handfast.doctor;

/**
 * Something that is wrong.
 *
 * @param fault what, and where it is set
 * @param remedy what to do
 */
record Finding(String fault, String remedy) {}
