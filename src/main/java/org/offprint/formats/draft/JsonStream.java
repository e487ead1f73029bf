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
import org.offprint.kernel.json.Utf8;

/**
 * The objects of a JSON file one after another: of a list, of lines, or of the list within the answer of a service. One
 * that is none of these is the only one.
 */
public final class JsonStream implements AutoCloseable {

    private static final long LARGEST = 16L << 20;
    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(100)
                    .maxStringLength(10_000_000)
                    .build())
            .build());

    private final Bounded bytes;
    private final Counted parser;
    private final Set<String> around;
    private final Set<String> lists;
    private int depth;
    private long line = 1;

    /**
     * @param around members that hold the answer of a service, such as {@code message}
     * @param lists members that hold its list, such as {@code items}
     */
    public JsonStream(InputStream file, Set<String> around, Set<String> lists) throws IOException {
        this.bytes = new Bounded(file);
        this.parser = new Counted(MAPPER.getFactory().createParser(bytes), bytes);
        this.around = around;
        this.lists = lists;
    }

    /**
     * The next object; null at the end.
     *
     * @throws UnreadableException where the rest is not JSON, or no object; where one is too large, behind which the next
     *     one can be read
     */
    public ObjectNode next() {
        try {
            bytes.left = LARGEST;
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
                    // What follows the list of an answer.
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
                        } catch (TooLarge e) {
                            passTo(open);
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
            throw new UnreadableException("The JSON is broken: " + Json.plain(e.getOriginalMessage()), at);
        } catch (IOException e) {
            throw UnreadableException.of(e, line);
        } catch (TooLarge e) {
            throw new UnreadableException(e.getMessage(), line);
        }
    }

    /** Reads over the rest of the object that began at this depth; nothing of it is kept. */
    private void passTo(int open) throws IOException {
        bytes.left = Long.MAX_VALUE;
        JsonToken token = parser.currentToken();
        while (token != null
                && !(token == JsonToken.END_OBJECT && parser.getParsingContext().getNestingDepth() < open)) {
            token = parser.passed();
        }
    }

    /** A record of which no more is read. */
    private static final class TooLarge extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TooLarge(String reason) {
            super(reason, null, false, false);
        }
    }

    /** The object that begins here; null where it is an answer around a list, at whose begin the parser then stands. */
    private ObjectNode object() throws IOException {
        ObjectNode object = MAPPER.createObjectNode();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (depth <= 1 && value == JsonToken.START_ARRAY && lists.contains(name)) {
                depth++;
                return null;
            }
            if (depth <= 1 && value == JsonToken.START_OBJECT && around.contains(name)) {
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

    /** Returns the line of the last object, from 1. */
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

    /** Ends a record of so many values that their tree would not fit into memory. */
    private static final class Counted extends JsonParserDelegate {

        private final Bounded bytes;
        private long tokens;

        Counted(JsonParser parser, Bounded bytes) {
            super(parser);
            this.bytes = bytes;
        }

        @Override
        public JsonToken nextToken() throws IOException {
            if (++tokens > Json.MOST_TOKENS) {
                throw new TooLarge("One record has more than " + Json.MOST_TOKENS + " values.");
            }
            if (bytes.left < 0) {
                throw new TooLarge("One record has more than " + (LARGEST >> 20) + " MB.");
            }
            return super.nextToken();
        }

        /** The next token of what is not counted. */
        JsonToken passed() throws IOException {
            return delegate.nextToken();
        }

        /** Passed over, they need no memory. */
        @Override
        public JsonParser skipChildren() throws IOException {
            delegate.skipChildren();
            return this;
        }
    }

    /** Counts the bytes of a record that would not fit into memory. */
    private static final class Bounded extends FilterInputStream {

        private final Utf8 utf8 = new Utf8();
        private long left = LARGEST;

        Bounded(InputStream file) {
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
