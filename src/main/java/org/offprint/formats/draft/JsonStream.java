package org.offprint.formats.draft;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.MalformedInputException;
import java.util.Set;
import org.offprint.formats.reading.UnreadableException;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.json.Utf8Validator;

/**
 * Reads the objects of a JSON file one at a time: from a list, from lines, or from the list within an API response. If
 * the file is a single object, the reader returns only that object.
 */
public final class JsonStream implements AutoCloseable {

    private static final long MAX_RECORD_BYTES = 16L << 20;
    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(100)
                    .maxStringLength(10_000_000)
                    .build())
            .build());

    private final BoundedStream bytes;
    private final CountingParser parser;
    private final Set<String> wrappers;
    private final Set<String> lists;
    private int depth;
    private long line = 1;

    /**
     * Creates a reader for the objects of a JSON file.
     *
     * @param around members that contain the content of an API response, for example {@code message}
     * @param lists members that contain the list of records in an API response, for example {@code items}
     */
    public JsonStream(InputStream file, Set<String> around, Set<String> lists) throws IOException {
        this.bytes = new BoundedStream(file);
        this.parser = new CountingParser(MAPPER.getFactory().createParser(bytes), bytes);
        this.wrappers = around;
        this.lists = lists;
    }

    /**
     * Returns the next JSON object, or null at the end of the file.
     *
     * @throws UnreadableException if the rest of the file is not JSON or not an object; also if an object is too large,
     *     after which the next object can be read
     */
    public ObjectNode next() {
        try {
            bytes.left = MAX_RECORD_BYTES;
            parser.tokens = 0;
            while (true) {
                JsonToken token = parser.nextToken();
                if (token == null) {
                    return null;
                }
                line = parser.currentTokenLocation().getLineNr();
                switch (token) {
                    case START_ARRAY -> depth++;
                    case END_ARRAY -> depth--;
                    // Skip the members after the list of an API response.
                    case FIELD_NAME -> {
                        parser.nextToken();
                        parser.skipChildren();
                    }
                    case END_OBJECT -> {}
                    case START_OBJECT -> {
                        int open = parser.getParsingContext().getNestingDepth();
                        ObjectNode object = null;
                        try {
                            object = object();
                        } catch (RecordTooLargeException e) {
                            skipObject(open);
                            throw UnreadableException.ofRecord(e.getMessage(), line);
                        }
                        if (object != null) {
                            return object;
                        }
                    }
                    default -> {
                        if (depth > 0 && parser.getParsingContext().inArray()
                                || parser.getParsingContext().inRoot()) {
                            throw new UnreadableException(
                                    "A record must be an object, not " + parser.getText() + ".", line);
                        }
                    }
                }
            }
        } catch (JsonProcessingException e) {
            long at = e.getLocation() == null ? line : e.getLocation().getLineNr();
            throw new UnreadableException("The JSON is malformed: " + Json.plainMessage(e.getOriginalMessage()), at);
        } catch (IOException e) {
            throw UnreadableException.of(e, line);
        } catch (RecordTooLargeException e) {
            throw new UnreadableException(e.getMessage(), line);
        }
    }

    /** Skips the rest of the JSON object that began at the given depth, without storing any of its content. */
    private void skipObject(int open) throws IOException {
        bytes.left = Long.MAX_VALUE;
        JsonToken token = parser.currentToken();
        while (token != null
                && !(token == JsonToken.END_OBJECT && parser.getParsingContext().getNestingDepth() < open)) {
            token = parser.nextUncounted();
        }
    }

    /** Indicates a JSON record that exceeds a size limit. */
    private static final class RecordTooLargeException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        RecordTooLargeException(String reason) {
            super(reason, null, false, false);
        }
    }

    /**
     * Returns the JSON object that begins at the current token. If the object is an API response that contains a list,
     * returns null and leaves the parser at the beginning of the list.
     */
    private ObjectNode object() throws IOException {
        ObjectNode object = MAPPER.createObjectNode();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (depth <= 1 && value == JsonToken.START_ARRAY && lists.contains(name)) {
                depth++;
                return null;
            }
            if (depth <= 1 && value == JsonToken.START_OBJECT && wrappers.contains(name)) {
                ObjectNode within = object();
                if (within != null) {
                    skipRest();
                }
                return within;
            }
            JsonNode read = MAPPER.readTree(parser);
            object.set(name, read);
        }
        return object;
    }

    private void skipRest() throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            parser.nextToken();
            parser.skipChildren();
        }
    }

    /** Returns the line number of the last JSON object, starting at 1. */
    public long line() {
        return line;
    }

    @Override
    public void close() {
        try {
            parser.close();
        } catch (IOException e) {
            throw new UnreadableException("The file cannot be closed: " + e.getMessage(), 0);
        }
    }

    /** JSON parser that rejects a record with so many tokens that its JSON tree would not fit into memory. */
    private static final class CountingParser extends JsonParserDelegate {

        private final BoundedStream bytes;
        private long tokens;

        CountingParser(JsonParser parser, BoundedStream bytes) {
            super(parser);
            this.bytes = bytes;
        }

        @Override
        public JsonToken nextToken() throws IOException {
            if (++tokens > Json.MAX_TOKENS) {
                throw new RecordTooLargeException("A record has more than " + Json.MAX_TOKENS + " values.");
            }
            if (bytes.left < 0) {
                throw new RecordTooLargeException("A record has more than " + (MAX_RECORD_BYTES >> 20) + " MB.");
            }
            return super.nextToken();
        }

        /** Returns the next JSON token without counting it toward the limit. */
        JsonToken nextUncounted() throws IOException {
            return delegate.nextToken();
        }

        /** Skips the child tokens without counting them, because skipped tokens need no memory. */
        @Override
        public JsonParser skipChildren() throws IOException {
            delegate.skipChildren();
            return this;
        }
    }

    /** Stream that counts the bytes of a record and rejects a record that does not fit into memory. */
    private static final class BoundedStream extends FilterInputStream {

        private final Utf8Validator utf8 = new Utf8Validator();
        private long left = MAX_RECORD_BYTES;

        BoundedStream(InputStream file) {
            super(file);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = in.read(buffer, offset, length);
            left -= Math.max(0, count);
            if (count > 0 && !utf8.take(buffer, offset, count)) {
                throw new MalformedInputException(1);
            }
            return count;
        }
    }
}
