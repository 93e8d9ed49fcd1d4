package dev.handfast.apps;

import java.util.stream.Stream;

/** The JDK's LDAP client and UnboundID's, and UnboundID's server. */
class LdapTest extends ApplicationTest {
    @Override
    Stream<Scenario> scenarios() {
        return Stream.of(
                Scenario.client("JNDI, LDAPS", LdapClient.LDAPS, LdapServer.LDAPS)
                        .speaking("LDAPS"),
                Scenario.client("JNDI, StartTLS", LdapClient.START_TLS, LdapServer.START_TLS)
                        .speaking("LDAP StartTLS"),
                Scenario.client(
                                "JNDI, StartTLS and back in clear",
                                LdapClient.START_TLS_AND_BACK,
                                RevertingLdapServer.START_TLS_AND_BACK)
                        .speaking("LDAP StartTLS and back"),
                Scenario.both(
                                "UnboundID LDAP SDK and in-memory directory, LDAPS",
                                UnboundIdClient.LDAPS,
                                LdapServer.LDAPS)
                        .of("unboundid-ldapsdk")
                        .refusingTheHostItself("Hostname verification failed")
                        .speaking("LDAPS"),
                Scenario.both(
                                "UnboundID LDAP SDK and in-memory directory, StartTLS",
                                UnboundIdClient.START_TLS,
                                LdapServer.START_TLS)
                        .of("unboundid-ldapsdk")
                        .refusingTheHostItself("Hostname verification failed")
                        .speaking("LDAP StartTLS"));
    }
}
