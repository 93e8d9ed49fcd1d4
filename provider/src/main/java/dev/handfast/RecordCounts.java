package dev.handfast;

/**
 * How many records went each way, and how many bytes they had with their headers.
 *
 * @param bytesSent on the wire
 * @param bytesReceived on the wire
 */
public record RecordCounts(long recordsSent, long bytesSent, long recordsReceived, long bytesReceived) {
    @Override
    public String toString() {
        return recordsSent + " records (" + bytesSent + " bytes) sent, " + recordsReceived + " (" + bytesReceived
                + " bytes) received";
    }
}
