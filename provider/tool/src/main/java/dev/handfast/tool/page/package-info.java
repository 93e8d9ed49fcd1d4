/** A recorded handshake as JSON and as a page. */
package dev.handfast.tool.page;
