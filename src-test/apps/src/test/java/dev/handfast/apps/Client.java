package dev.handfast.apps;

/**
 * The side of an application that calls. It is implemented by an enum, whose constants are the ways in which it can be used. Its code names
 * no provider.
 */
interface Client {
    /**
     * Talks to the server on {@code port} of localhost and checks what it answers.
     *
     * @return what was spoken, as {@link Scenario#speaking} has it
     * @throws Exception whatever the application throws, as it is
     */
    String talk(int port) throws Exception;
}
