/** What the command tells beyond what the provider's own doctor finds. */
package dev.handfast.tool.doctor;
