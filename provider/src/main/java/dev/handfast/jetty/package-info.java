/** What Jetty asks about ALPN where it has one of our engines. Jetty finds it as a service; nobody else loads it. */
package dev.handfast.jetty;
