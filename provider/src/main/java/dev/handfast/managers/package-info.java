/** Who may be trusted, and which certificate to show: the factories of managers, and the checks that plain managers leave to us. */
package dev.handfast.managers;
