package org.offprint.search.opensearch.updates;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;
import org.offprint.kernel.json.Json;
import org.offprint.search.feed.IndexRecord;
import org.offprint.search.lucene.mapping.FieldNames;
import org.offprint.search.opensearch.client.ClusterDocuments;
import org.offprint.search.opensearch.client.ClusterUnavailableException;
import org.offprint.search.opensearch.client.SearchCluster;
import org.offprint.search.schema.RecordKind;

/**
 * Writes and deletes many documents with one request. The version of each document is derived from the position of the
 * change log before the record was read. OpenSearch rejects an operation if the stored document has a newer version, so
 * that a delayed node cannot overwrite newer documents.
 */
final class BulkWriter {

    private static final Logger LOG = Logger.getLogger(BulkWriter.class);
    private static final int MAX_BYTES = 8 << 20;
    private static final int MAX_OPERATIONS = 1_000;
    private static final int MAX_ATTEMPTS = 8;
    private static final long FIRST_PAUSE_MILLIS = 50;

    /** Maximum length of a document id in bytes, slightly below the limit of OpenSearch. */
    private static final int MAX_ID_LENGTH = 500;

    private static final int CONFLICT = 409;
    private static final int BUSY = 429;

    private final SearchCluster cluster;
    private List<byte[]> operations = new ArrayList<>();
    private int bytes;
    private long version;

    BulkWriter(SearchCluster cluster) {
        this.cluster = cluster;
    }

    /**
     * Sets the document version of all subsequent operations. The version is a position that the change log had reached
     * before any of the records was read.
     */
    void setPosition(long position) {
        version = position + 1;
    }

    /** Adds an operation that writes the document of a record. */
    void put(String index, IndexRecord record, boolean covered) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        line(lines, Map.of("index", said(index, id(record.kind(), record.key()))));
        line(lines, ClusterDocuments.of(record, covered));
        add(lines.toByteArray());
    }

    /** Adds an operation that deletes the document of a record. Does nothing if the document does not exist. */
    void delete(String index, RecordKind kind, String key) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        line(lines, Map.of("delete", said(index, id(kind, key))));
        add(lines.toByteArray());
    }

    private Map<String, Object> said(String index, String id) {
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("_index", index);
        said.put("_id", id);
        said.put("version", version);
        said.put("version_type", "external_gte");
        return said;
    }

    private static void line(ByteArrayOutputStream lines, Map<String, ?> line) {
        lines.writeBytes(Json.write(line));
        lines.write('\n');
    }

    /** Returns the document id of a record. */
    static String id(RecordKind kind, String key) {
        String record = FieldNames.record(kind, key);
        byte[] name = record.getBytes(StandardCharsets.UTF_8);
        return name.length <= MAX_ID_LENGTH ? record : kind.name() + "#" + UUID.nameUUIDFromBytes(name);
    }

    /** Returns whether there are no pending operations. */
    boolean isEmpty() {
        return operations.isEmpty();
    }

    /** Returns whether the next operation may send the pending operations. */
    boolean isFull() {
        return operations.size() == MAX_OPERATIONS || bytes > MAX_BYTES / 2;
    }

    private void add(byte[] operation) {
        if (!operations.isEmpty() && (bytes + operation.length > MAX_BYTES || operations.size() == MAX_OPERATIONS)) {
            send();
        }
        operations.add(operation);
        bytes += operation.length;
    }

    /**
     * Sends all pending operations.
     *
     * @throws ClusterUnavailableException if the cluster does not accept the operations
     */
    void send() {
        List<byte[]> open = operations;
        operations = new ArrayList<>();
        bytes = 0;
        sendUntilAccepted(open, this::sent);
    }

    /**
     * Sends operations until all are accepted, with an increasing delay between attempts.
     *
     * @param sending sends operations and returns the ones that must be sent again
     * @throws ClusterUnavailableException if the cluster does not accept the operations
     */
    static <T> void sendUntilAccepted(List<T> operations, UnaryOperator<List<T>> sending) {
        List<T> open = operations;
        for (int attempt = 0; !open.isEmpty(); attempt++) {
            if (attempt == MAX_ATTEMPTS) {
                throw new ClusterUnavailableException("The search cluster is too busy to accept changes", null);
            } else if (attempt > 0) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(FIRST_PAUSE_MILLIS << attempt));
            }
            open = sending.apply(open);
        }
    }

    /** Returns whether an operation with the given HTTP status must be retried. */
    static boolean isRetryable(int status) {
        return status == BUSY || status >= 500 || status == 0;
    }

    /** Sends operations and returns the ones that must be retried. */
    private List<byte[]> sent(List<byte[]> open) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        open.forEach(lines::writeBytes);
        JsonNode items = cluster.bulk(lines.toByteArray()).path("items");
        List<byte[]> again = new ArrayList<>();
        for (int i = 0; i < open.size(); i++) {
            JsonNode item = items.path(i).elements().hasNext()
                    ? items.path(i).elements().next()
                    : items;
            int status = item.path("status").asInt();
            if (isRetryable(status)) {
                again.add(open.get(i));
            } else if (status >= 400 && status != 404 && status != CONFLICT) {
                LOG.errorf(
                        "The search cluster rejected the document %s: %s",
                        item.path("_id").asText(),
                        item.path("error").path("reason").asText());
            } else if (status == 404 && item.path("error").isObject()) {
                // The index no longer exists in the cluster.
                throw new ClusterUnavailableException(
                        "An index is missing from the search cluster: "
                                + item.path("error").path("reason").asText(),
                        null);
            }
        }
        return again;
    }
}
