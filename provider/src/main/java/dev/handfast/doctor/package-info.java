/** Says whether Handfast is in use, and if not, why. */
package dev.handfast.doctor;
